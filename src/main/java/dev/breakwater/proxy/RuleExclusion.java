package dev.breakwater.proxy;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A rule of the Core Rule Set that is not asked: everywhere, below a path, of one part of the
 * request, or of one part below a path. The build of the image refuses a rule that the Core Rule
 * Set does not have.
 *
 * @param rule the rule's number as the log shows it, {@value #FIRST_RULE} to {@value #LAST_RULE}
 * @param path the beginning of the paths on which the rule is not asked; all where empty. A path
 *     that only comes to begin so when {@code ..} is resolved, or that then ceases to, does not
 *     count.
 * @param target the part of the request of which the rule is not asked; all where empty
 */
public record RuleExclusion(int rule, Optional<String> path, Optional<String> target) {

  /** The first number that the Core Rule Set gives to a rule for requests. */
  public static final int FIRST_RULE = 911_100;

  /** The last number that the Core Rule Set gives to a rule for requests. */
  public static final int LAST_RULE = 944_999;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{1,64}");
  private static final Pattern TARGET =
      Pattern.compile("(ARGS|REQUEST_COOKIES|REQUEST_HEADERS):[A-Za-z0-9_.\\[\\]-]{1,64}");

  /** Refuses what is outside its range. */
  public RuleExclusion {
    Wanted.between("excluded rule", rule, FIRST_RULE, LAST_RULE, "");
    Objects.requireNonNull(path, "path is missing");
    Objects.requireNonNull(target, "target is missing");
    path.ifPresent(text -> Wanted.path("path of excluded rule " + rule, text));
    target.ifPresent(
        text ->
            Wanted.matching(
                "target of excluded rule " + rule,
                text,
                TARGET,
                "ARGS, REQUEST_COOKIES or REQUEST_HEADERS with a colon and a name"));
  }

  /**
   * A rule that is not asked at all.
   *
   * @param rule its number, {@value #FIRST_RULE} to {@value #LAST_RULE}
   */
  public static RuleExclusion rule(int rule) {
    return new RuleExclusion(rule, Optional.empty(), Optional.empty());
  }

  /**
   * The same, only on paths that begin so: {@code /editor/} holds {@code /editor/save}.
   *
   * @param prefix at most 128 letters, digits and . _ ~ / - that begin with /
   */
  public RuleExclusion below(String prefix) {
    return new RuleExclusion(rule, Optional.of(prefix), target);
  }

  /**
   * The same, only of one parameter: of the query, a form, or a JSON body ({@code json.user.name}).
   *
   * @param name at most 64 letters, digits and . _ - [ ]
   */
  public RuleExclusion ofParameter(String name) {
    return of("ARGS", "parameter", name);
  }

  /**
   * The same, only of one cookie.
   *
   * @param name at most 64 letters, digits and . _ - [ ]
   */
  public RuleExclusion ofCookie(String name) {
    return of("REQUEST_COOKIES", "cookie", name);
  }

  /**
   * The same, only of one header.
   *
   * @param name at most 64 letters, digits and . _ - [ ]
   */
  public RuleExclusion ofHeader(String name) {
    return of("REQUEST_HEADERS", "header", name);
  }

  private RuleExclusion of(String collection, String what, String name) {
    Wanted.matching(
        what + " of excluded rule " + rule,
        name,
        NAME,
        "a name of at most 64 letters, digits and . _ - [ ]");
    return new RuleExclusion(rule, path, Optional.of(collection + ":" + name));
  }
}
