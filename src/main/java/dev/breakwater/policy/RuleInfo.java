package dev.breakwater.policy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The label of a rule: all that people read of it comes from here. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RuleInfo {
  /** A fact, the secure state, at most 60 characters: {@code Root filesystem is read-only}. */
  String title();

  /** How bad a failure is. */
  Severity severity();

  /** The lowest level that asks for it. */
  Level level();

  /** Why: what an intruder gains where the rule fails. */
  String rationale();

  /** What to do, in one or two sentences, with AWS's property names. */
  String remediation();

  /**
   * What shows on a real kernel that the setting holds: a file of {@code /proc}, or an attempt that
   * fails. Empty where no test shows it.
   */
  String proof() default "";

  /** Whether an image by itself decides it too, as far as nobody says otherwise when it runs. */
  boolean images() default false;

  /** The controls of others that ask for the same. */
  Control[] controls() default {};
}
