package dev.breakwater.policy;

import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import dev.breakwater.model.Values;
import dev.breakwater.model.WaiverEntry;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;

/** What was written as waivers becomes waivers; what is wrong in it is named, each place once. */
final class WaiverCheck {
  private final Set<String> rules;
  private final WaiverPlace place;
  private final Location resource;
  private final List<WaiverScope> scopes = new ArrayList<>();
  private final List<InvalidWaiver> invalid = new ArrayList<>();

  /**
   * A check of one list.
   *
   * @param rules the ids that there are
   * @param resource beside which the list was written
   */
  WaiverCheck(Set<String> rules, WaiverPlace place, Location resource) {
    this.rules = rules;
    this.place = place;
    this.resource = resource;
  }

  List<WaiverScope> scopes() {
    return scopes;
  }

  List<InvalidWaiver> invalid() {
    return invalid;
  }

  WaiverCheck read(Values<WaiverEntry> entries) {
    if (entries instanceof Values.Listed<WaiverEntry> list) {
      list.elements().forEach(this::read);
    } else {
      refuse(entries.location(), "waivers must be a list of literal values, got " + said(entries));
    }
    return this;
  }

  private static String said(Values<WaiverEntry> entries) {
    return entries instanceof Values.Unresolved<WaiverEntry> unresolved
        ? unresolved.expression()
        : "a choice";
  }

  private void read(Setting<WaiverEntry> element) {
    if (element instanceof Setting.Known<WaiverEntry> known) {
      read(known.value(), known.location());
    } else {
      refuse(
          element.location(),
          "a waiver must be an object with literal values, got " + said(element));
    }
  }

  private void read(WaiverEntry entry, Location at) {
    int before = invalid.size();
    if (entry.otherKeys() instanceof Values.Listed<String> others) {
      others.elements().forEach(this::refuseKey);
    }
    String rule = required("rule", entry.rule(), Optional::of, "the id of a rule");
    if (!rule.isEmpty() && !rules.contains(rule) && !rule.equals(Waiver.GAP)) {
      refuse(
          entry.rule().location(),
          "there is no rule %s to waive%s".formatted(rule, DidYouMean.among(rules, rule)));
    }
    required("reason", entry.reason(), Optional::of, "a text");
    Optional<LocalDate> until = day(entry.until());
    String resourceGlob = glob("resource", entry.resource());
    String file = glob("file", entry.file());
    String container = glob("container", entry.container());
    if (place == WaiverPlace.CONFIGURATION
        && entry.resource().isAbsent()
        && entry.file().isAbsent()) {
      refuse(at, "a waiver needs a resource or a file, got neither");
    }
    if (rule.equals(Waiver.GAP) && !container.isEmpty()) {
      refuse(
          entry.container().location(),
          "a waiver of gap has no container: what could not be read has none");
    }
    if (invalid.size() == before) {
      String reason = entry.reason().known().orElseThrow();
      String named = place == WaiverPlace.RESOURCE ? resource.subject() : resourceGlob;
      scopes.add(
          WaiverScope.of(
              place,
              resource.source(),
              new Waiver(rule, named, file, container, reason, until.orElseThrow(), at)));
    }
  }

  private Optional<LocalDate> day(Setting<String> until) {
    String wanted = "a day such as 2027-01-31";
    String text =
        required(
            "until",
            until,
            given -> {
              try {
                LocalDate.parse(given);
                return Optional.of(given);
              } catch (DateTimeException e) {
                return Optional.empty();
              }
            },
            wanted);
    return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
  }

  /** Empty where nothing was written, or what is none. */
  private String glob(String key, Setting<String> setting) {
    if (setting.isAbsent()) {
      return "";
    }
    if (!place.keys().contains(key)) {
      refuse(setting.location(), "a waiver here has no %s; it knows %s".formatted(key, keys()));
      return "";
    }
    return required(
        key,
        setting,
        given -> {
          try {
            Glob.of(given);
            return Optional.of(given);
          } catch (PatternSyntaxException e) {
            return Optional.empty();
          }
        },
        "a glob such as Web*");
  }

  /** Empty where it is not right. */
  private String required(
      String key,
      Setting<String> setting,
      Function<String, Optional<String>> right,
      String wanted) {
    Optional<String> text = setting.known().filter(given -> !given.isBlank()).flatMap(right);
    if (text.isEmpty()) {
      refuse(
          setting.location(),
          "%s of a waiver must be %s, got %s".formatted(key, wanted, said(setting)));
    }
    return text.orElse("");
  }

  private static String said(Setting<?> setting) {
    if (setting instanceof Setting.Known<?> known) {
      return "'" + known.value() + "'";
    }
    if (setting instanceof Setting.Unresolved<?> unresolved) {
      return unresolved.expression();
    }
    return setting.isAbsent() ? "nothing" : "a choice";
  }

  private void refuseKey(Setting<String> setting) {
    String key = setting.known().orElse("");
    refuse(
        setting.location(),
        "a waiver here knows %s, got %s%s"
            .formatted(keys(), key, DidYouMean.among(place.keys(), key)));
  }

  private String keys() {
    return String.join(", ", place.keys());
  }

  private void refuse(Location at, String reason) {
    invalid.add(new InvalidWaiver(at, reason));
  }
}
