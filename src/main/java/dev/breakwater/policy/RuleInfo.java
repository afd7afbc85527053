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

  /** The controls of others that ask for the same. */
  Control[] controls() default {};
}
