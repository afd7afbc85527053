package dev.breakwater;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The picture in the README is the law: what it does not draw, no code may use. */
class ArchitectureTest {
  private static final String BASE = "dev.breakwater";
  private static final JavaClasses CODE =
      new ClassFileImporter().importPath(Path.of("target/classes"));
  private static final Pattern PURE_JAVA =
      Pattern.compile(
          "java\\.lang(\\.(annotation|invoke|runtime))?|java\\.util(\\.(?!logging).*)?");
  private static final Pattern ARROW = Pattern.compile("(\\w+) --> (\\w+)");
  private static final Map<String, Set<String>> PICTURE = picture();

  @Test
  void everyPackageIsDrawnAndNoOther() {
    Set<String> packages = new TreeSet<>();
    CODE.forEach(type -> packages.add(packageOf(type)));
    assertThat(packages).isEqualTo(PICTURE.keySet());
  }

  @Test
  void noPackageUsesWhatIsNotDrawn() {
    assertThat(undrawn(PICTURE)).isEmpty();
  }

  @Test
  void aMissingArrowIsFound() {
    Map<String, Set<String>> without = picture();
    without.get("cli").remove("docker");
    assertThat(undrawn(without))
        .isNotEmpty()
        .allSatisfy(use -> assertThat(use).contains(".cli.", ".docker."));
  }

  @Test
  void noCycles() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void outsideLibrariesStayWhereTheyBelong() {
    only("com.fasterxml.jackson", "source", "report", "docker");
    only("software.amazon.awscdk", "construct", "deploy");
    only("software.constructs", "construct", "deploy");
    only("picocli", "cli");
    only("java.lang.ProcessBuilder", "docker");
  }

  @Test
  void rulesAndModelArePure() {
    classes()
        .that()
        .resideInAnyPackage(BASE + ".rule", BASE + ".model")
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are of java.lang, java.util or the floors below",
                used ->
                    used.isPrimitive()
                        || used.isArray()
                        || used.getPackageName().startsWith(BASE)
                        || PURE_JAVA.matcher(used.getPackageName()).matches()))
        .check(CODE);
  }

  @Test
  void onlyTheCommandLineSpeaksToTheTerminal() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE + ".cli", BASE + ".deploy")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CODE);
  }

  private static List<String> undrawn(Map<String, Set<String>> picture) {
    List<String> uses = new ArrayList<>();
    for (String user : picture.keySet()) {
      Set<String> allowed = reachable(picture, user, new TreeSet<>());
      uses.addAll(
          noClasses()
              .that()
              .resideInAPackage(BASE + "." + user)
              .should()
              .dependOnClassesThat(
                  DescribedPredicate.describe(
                      "are not drawn for " + user,
                      used ->
                          used.getPackageName().startsWith(BASE + ".")
                              && !allowed.contains(packageOf(used))))
              .evaluate(CODE)
              .getFailureReport()
              .getDetails());
    }
    return uses;
  }

  private static void only(String outside, String... users) {
    noClasses()
        .that(
            DescribedPredicate.describe(
                "are not in " + String.join(", ", users),
                (JavaClass type) -> !Set.of(users).contains(packageOf(type))))
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are of " + outside, used -> used.getName().startsWith(outside)))
        .check(CODE);
  }

  private static String packageOf(JavaClass type) {
    String rest = type.getPackageName().substring(BASE.length());
    return rest.isEmpty() ? "" : rest.substring(1);
  }

  private static Set<String> reachable(
      Map<String, Set<String>> picture, String from, Set<String> seen) {
    if (seen.add(from)) {
      picture.get(from).forEach(next -> reachable(picture, next, seen));
    }
    return seen;
  }

  private static Map<String, Set<String>> picture() {
    Map<String, Set<String>> arrows = new TreeMap<>();
    String readme;
    try {
      readme = Files.readString(Path.of("README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String block = readme.substring(readme.indexOf("flowchart BT"));
    Matcher arrow = ARROW.matcher(block.substring(0, block.indexOf("```")));
    while (arrow.find()) {
      arrows.computeIfAbsent(arrow.group(1), user -> new TreeSet<>()).add(arrow.group(2));
      arrows.computeIfAbsent(arrow.group(2), user -> new TreeSet<>());
    }
    return arrows;
  }
}
