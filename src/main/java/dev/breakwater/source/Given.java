package dev.breakwater.source;

import dev.breakwater.model.Location;

/**
 * What is given to a template when it is deployed.
 *
 * @param values what its parameters get, as far as is known
 * @param certain the same without what rests on a default, which another deployment need not leave
 *     as it is; only this decides a condition
 * @param deployment its region and account
 */
record Given(Node values, Node certain, Deployment deployment) {

  /** To a template that no stack is around. */
  static Given by(Deployment deployment) {
    Node values = deployment.given();
    return new Given(values, values, deployment);
  }

  /** To what runs in places and with values that are not known. */
  static Given unknown() {
    Node unknown = new Node.Unknown("${parameters}", Location.NOWHERE);
    return new Given(unknown, unknown, Deployment.UNKNOWN);
  }

  /** Only what is certain. */
  Given withoutDefaults() {
    return new Given(certain, certain, deployment);
  }
}
