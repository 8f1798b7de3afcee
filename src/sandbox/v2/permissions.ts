/** The list of permissions. */
import type { Resource } from "../call.ts";
import { PERMISSIONS, type Permission } from "../permissions.ts";
import { TOKENS } from "../responses.ts";
import { microStamp } from "../stamps.ts";

export type PermissionOperations = "listPermissions";

export const permissions: Resource<PermissionOperations> = {
  family: TOKENS,
  handlers: {
    listPermissions: () => ({
      status: 200,
      body: {
        data: PERMISSIONS.map((permission) => {
          const { attributes, ...rest } = permissionResource(permission, microStamp);
          return { ...rest, attributes: { ...attributes, name_aliases: [] } };
        }),
      },
    }),
  },
};

/** The day on which all permissions of the sandbox were introduced. */
const INTRODUCED = "2020-08-25T19:10:12.116164Z";

export function permissionResource(
  { id, ...attributes }: Permission,
  stamp: (time: string) => string,
): { type: string; id: string; attributes: object } {
  return { type: "permissions", id, attributes: { ...attributes, created: stamp(INTRODUCED), restricted: false } };
}
