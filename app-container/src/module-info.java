/** The sample application: a module of its own, so that jlink takes just what it needs. */
module dev.breakwater.sample {
  requires jdk.httpserver;
}
