using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      compatibilityDate = "2026-01-01",
      modules = [(name = "main", esModule = embed "bundle.js")],
      bindings = [(name = "DD_API_KEY", text = "a"), (name = "DD_APP_KEY", text = "b")],
    )),
    (name = "test", worker = (
      compatibilityDate = "2026-01-01",
      modules = [(name = "test", esModule = embed "test.js")],
      bindings = [(name = "worker", service = "worker")],
    )),
  ],
);
