/** Calls the worker through a service binding, as `workerd test` runs it. */
export default {
  async test(_controller, { worker }) {
    const response = await worker.fetch("http://worker/");
    console.log(await response.text());
  },
};
