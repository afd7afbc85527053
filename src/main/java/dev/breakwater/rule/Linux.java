package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.pass;

import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.Verdict;

/** Tasks for Windows do not have what only Linux has, so nobody may ask it of them. */
final class Linux {

  private Linux() {}

  /**
   * The verdict, except on a task for Windows, which passes. ECS reads an absent {@code
   * operatingSystemFamily} as Linux; those of Windows all begin with {@code WINDOWS}.
   */
  static Verdict only(TaskDefinition task, Verdict verdict) {
    return verdict.or(
        each(
            task.operatingSystemFamily(),
            (family, at) -> family.startsWith("WINDOWS") ? pass() : verdict,
            verdict));
  }
}
