/** Users and permissions: what the table of all operations cannot say of them. */
import { expect, expectTypeOf, test } from "vitest";
import { thrown } from "../datadog.ts";
import { loopback } from "../loopback.ts";

const datadog = loopback();

const user = {
  id: "3f0c8a6e-51d2-4b7f-9a3e-7c6d5b4a3921",
  type: "users",
  attributes: {
    created_at: "2024-03-18T08:30:05.041127+00:00",
    disabled: false,
    email: "jo@example.com",
    handle: "jo@example.com",
    name: null,
    service_account: false,
    status: "Active",
    title: "",
  },
};

test("a user may have no name, and comes with the roles", async () => {
  const role = { id: "7e1d4c52-8b3a-4f96-a0d7-1c2b3a4d5e6f", type: "roles", attributes: { name: "Platform" } };
  datadog.responds(200, { data: user, included: [role] });
  const { data, included = [] } = await datadog.client().users.get(user.id);
  expect(data).toEqual(user);
  expectTypeOf(data.attributes.email).toEqualTypeOf<string>();
  const names = included.map((item) => (item.type === "roles" ? item.attributes.name : item.type));
  expect(names).toEqual(["Platform"]);
});

test("disabling a user deletes nothing that could be gone twice", async () => {
  datadog.responds(204);
  expect(await datadog.client().users.disable(user.id)).toBeUndefined();
  expect(datadog.requests).toEqual([{ request: `DELETE /api/v2/users/${user.id}` }]);
  datadog.responds(404, { errors: ["user not found"] });
  expect(await thrown(datadog.client().users.disable(user.id))).toMatchObject({ status: 404, outcomeUnknown: false });
});

test("a page of users that lacks what every user has is an error", async () => {
  const { email: _, ...attributes } = user.attributes;
  datadog.responds(200, { data: [{ ...user, attributes }], meta: { page: { total_filtered_count: 1 } } });
  expect(await thrown(datadog.client().users.list().toArray())).toMatchObject({
    name: "ApiError",
    message: expect.stringContaining("data[0].attributes.email"),
  });
});

test("permissions come at once, without pages", async () => {
  const data = [{ id: "d1f5", type: "permissions", attributes: { name: "dashboards_read" } }];
  datadog.responds(200, { data });
  const permissions = await datadog.client().permissions.list();
  expect(permissions).toEqual({ data });
  for (const { attributes } of permissions.data) expectTypeOf(attributes.name).toEqualTypeOf<string>();
  expect(datadog.requests).toEqual([{ request: "GET /api/v2/permissions" }]);
});
