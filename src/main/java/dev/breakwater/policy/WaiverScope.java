package dev.breakwater.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a waiver covers.
 *
 * @param waiver what was written
 * @param source of the file, as the user named it
 * @param resource of the names of a resource, of which the first is its id
 * @param container of the name of a container
 */
record WaiverScope(
    Waiver waiver,
    Predicate<String> source,
    Predicate<List<String>> resource,
    Optional<Glob> container) {

  /**
   * What this waiver covers.
   *
   * @param template in which it was written, if it was written in one
   */
  static WaiverScope of(WaiverPlace place, String template, Waiver waiver) {
    Glob resources = Glob.of(waiver.resource());
    Glob files = Glob.of(waiver.file());
    Predicate<List<String>> globbed = names -> names.stream().anyMatch(resources::matches);
    Optional<Glob> container =
        Optional.of(waiver.container()).filter(glob -> !glob.isEmpty()).map(Glob::of);
    return switch (place) {
      case RESOURCE ->
          new WaiverScope(
              waiver, template::equals, names -> names.get(0).equals(waiver.resource()), container);
      // Without a resource it covers the template as a whole, whose name is empty.
      case TEMPLATE -> new WaiverScope(waiver, template::equals, globbed, container);
      case CONFIGURATION ->
          new WaiverScope(
              waiver,
              source -> waiver.file().isEmpty() || files.matches(Fingerprint.file(source)),
              waiver.resource().isEmpty() ? names -> true : globbed,
              container);
    };
  }

  /** Whether it covers this rule's finding about this subject. */
  boolean covers(Finding finding, List<String> names) {
    return waiver.rule().equals(finding.rule().id())
        && container.map(glob -> isContainer(finding.subject(), glob)).orElse(true)
        && resource.test(names)
        && source.test(finding.location().source());
  }

  /** Whether it covers what could not be read here. */
  boolean coversGap(String file, List<String> names) {
    return waiver.rule().equals(Waiver.GAP) && resource.test(names) && source.test(file);
  }

  private static boolean isContainer(Subject subject, Glob glob) {
    return subject.kind() == Subject.Kind.CONTAINER && glob.matches(subject.name());
  }
}
