package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.fail;
import static dev.breakwater.policy.Verdict.pass;

import dev.breakwater.model.HostTemplate;
import dev.breakwater.model.UserData;
import dev.breakwater.policy.Verdict;
import java.util.function.Function;

/** What the rules about hosts have in common. */
final class Host {

  private Host() {}

  /** The verdict, except on a host without a metadata service, which passes. */
  static Verdict withMetadata(HostTemplate host, Verdict verdict) {
    return verdict.or(
        each(
            host.httpEndpoint(),
            (endpoint, at) -> endpoint.equals("disabled") ? pass() : verdict,
            verdict));
  }

  /**
   * The verdict on what user data sets up. Bottlerocket and Windows pass: they have no such files.
   *
   * @param wanted what is missing where there is no user data
   */
  static Verdict withUserData(HostTemplate host, String wanted, Function<UserData, Verdict> judge) {
    return host.system().hasLinuxFiles()
        ? each(
            host.userData(),
            (data, at) -> judge.apply(data),
            fail("there is no " + wanted, host.userData().location()))
        : pass();
  }
}
