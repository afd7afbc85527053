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

  /** Why there are no clauses on what user data sets up. */
  String USER_DATA =
      "the files that a user data script writes are read as files, and Guard can only search the"
          + " text of the script.";

  /**
   * Clauses, each on a line, on what the rule judges: the container, or the properties of the
   * resource. Empty where Guard cannot say them.
   */
  String value() default "";

  /** Clauses on the task definition: where one of them holds, all its containers pass. */
  String[] unless() default {};

  /** Where the clauses say otherwise than the rule: a sentence. */
  String differs() default "";

  /** Why there are no clauses: a sentence. */
  String unsaid() default "";
}
