package dev.breakwater.policy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A rule in the language of AWS CloudFormation Guard, or why that language cannot say it. Guard has
 * no unknown: what is not certain must fail, so the clauses name what passes and never only what is
 * forbidden.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Guard {
  /** Of a task for Windows, which does not have what only Linux has. */
  String WINDOWS = "Properties.RuntimePlatform.OperatingSystemFamily == /^WINDOWS/";

  /**
   * Clauses, each on a line, on what the rule judges: the container, or the properties of the
   * resource. Empty where Guard cannot say them.
   */
  String value() default "";

  /** Alternatives of one clause, on the task definition: it excuses all containers of the task. */
  String unless() default "";

  /** Where the clauses fail and the rule passes: a sentence. */
  String stricter() default "";

  /** Why there are no clauses: a sentence. */
  String unsaid() default "";
}
