package dev.breakwater.policy;

import dev.breakwater.model.Inventory;
import java.time.LocalDate;
import java.util.List;

/**
 * Rules that judge together.
 *
 * @param rules in the order in which they judge
 */
public record Policy(List<Rule> rules) {
  public Policy {
    rules = List.copyOf(rules);
  }

  /** The rules of this level and of those that it holds. */
  public static Policy of(Level level, List<Rule> rules) {
    return new Policy(rules.stream().filter(rule -> level.includes(rule.info().level())).toList());
  }

  /**
   * Judges all of it, with the waivers of its templates and these.
   *
   * @param today on which waivers count or have expired
   */
  public Assessment judge(Inventory inventory, Waivers waivers, LocalDate today) {
    return waivers.applied(this, inventory, judge(inventory), today);
  }

  /** The same, naming what passed too. */
  public Assessment judgeNamingPasses(Inventory inventory, Waivers waivers, LocalDate today) {
    return waivers.applied(this, inventory, judgeNamingPasses(inventory), today);
  }

  /** Judges all of it as if there were no waiver; what could not be read is a gap. */
  public Assessment judge(Inventory inventory) {
    return new Judging(rules, inventory, false).judge();
  }

  /** The same without any waiver, naming what passed too. */
  public Assessment judgeNamingPasses(Inventory inventory) {
    return new Judging(rules, inventory, true).judge();
  }
}
