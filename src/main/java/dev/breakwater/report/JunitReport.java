package dev.breakwater.report;

import dev.breakwater.model.Gap;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Pass;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.Ruling;
import dev.breakwater.policy.Subject;
import dev.breakwater.policy.WaivedGap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * For build servers: a suite for each file, a case for each subject and rule. A failure is a
 * failure; what is unknown or could not be read is an error, since no test said yes; what is waived
 * or known, or too mild to decide, is skipped. Passes are cases too where the assessment names
 * them.
 *
 * <p>The shape is that of Surefire's {@code surefire-test-report} schema, in one file of several
 * suites.
 */
final class JunitReport implements Report {
  private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

  /** What is judged by what. */
  private record Case(String file, Subject subject, String rule) {
    Case(String file, Subject subject, Rule rule) {
      this(file, subject, rule.id());
    }

    String suite() {
      return file.isEmpty() ? "no file" : file;
    }

    static Case of(Gap gap) {
      Subject subject = new Subject(Subject.Kind.TASK_DEFINITION, gap.location().subject(), "");
      return new Case(Finding.file(gap.location()), subject, "read");
    }
  }

  /** How a case ended, the worst last. */
  private enum End {
    PASSED(""),
    SKIPPED("skipped"),
    ERROR("error"),
    FAILURE("failure");

    private final String element;

    End(String element) {
      this.element = element;
    }

    static End of(Ruling ruling) {
      return switch (ruling) {
        case FAIL -> FAILURE;
        case UNKNOWN -> ERROR;
        case WAIVED, KNOWN -> SKIPPED;
      };
    }
  }

  /** One thing to say of a case. */
  private record Line(End end, String type, String text, String place) {}

  @Override
  public void write(Results results, Appendable out) throws IOException {
    Map<String, Map<Case, List<Line>>> suites = suites(results);
    try {
      XMLStreamWriter xml = XML.createXMLStreamWriter(new AppendableWriter(out));
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      attribute(xml, "name", "breakwater");
      for (Map.Entry<String, Map<Case, List<Line>>> suite : suites.entrySet()) {
        write(suite.getKey(), suite.getValue(), xml);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw e.getNestedException() instanceof IOException failed ? failed : new IOException(e);
    }
    out.append('\n');
  }

  private static Map<String, Map<Case, List<Line>>> suites(Results results) {
    Map<Case, List<Line>> cases = new LinkedHashMap<>();
    for (Gap gap : Words.unread(results.assessment())) {
      add(
          cases,
          Case.of(gap),
          new Line(End.ERROR, "gap", gap.reason(), Words.place(gap.location())));
    }
    for (WaivedGap waived : results.assessment().waivedGaps()) {
      Gap gap = waived.gap();
      String place = Words.place(gap.location());
      add(cases, Case.of(gap), new Line(End.SKIPPED, "gap", Words.sentence(waived), place));
    }
    for (Finding finding : results.assessment().findings()) {
      add(
          cases,
          new Case(finding.file(), finding.subject(), finding.rule()),
          new Line(
              finding.counts() && !results.decides(finding)
                  ? End.SKIPPED
                  : End.of(finding.ruling()),
              Words.lower(finding.ruling()),
              said(finding),
              Words.place(finding)));
    }
    for (Pass pass : results.assessment().passes()) {
      Case passed = new Case(Finding.file(pass.location()), pass.subject(), pass.rule());
      cases.computeIfAbsent(passed, any -> new ArrayList<>());
    }
    Map<String, Map<Case, List<Line>>> suites = new LinkedHashMap<>();
    cases.forEach(
        (one, lines) ->
            suites.computeIfAbsent(one.suite(), any -> new LinkedHashMap<>()).put(one, lines));
    return suites;
  }

  private static void add(Map<Case, List<Line>> cases, Case one, Line line) {
    cases.computeIfAbsent(one, any -> new ArrayList<>()).add(line);
  }

  private static String said(Finding finding) {
    return finding
            .waiver()
            .map(waiver -> "waived until %s, %s: ".formatted(waiver.until(), waiver.reason()))
            .orElse(finding.inBaseline() ? "known to the baseline: " : "")
        + finding.problem().reason();
  }

  private static End end(List<Line> lines) {
    return lines.stream().map(Line::end).max(End::compareTo).orElse(End.PASSED);
  }

  private static void write(String name, Map<Case, List<Line>> cases, XMLStreamWriter xml)
      throws XMLStreamException {
    Map<End, Long> ends =
        cases.values().stream()
            .collect(Collectors.groupingBy(JunitReport::end, Collectors.counting()));
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    attribute(xml, "name", name);
    attribute(xml, "time", "0");
    attribute(xml, "tests", Integer.toString(cases.size()));
    attribute(xml, "errors", Long.toString(ends.getOrDefault(End.ERROR, 0L)));
    attribute(xml, "skipped", Long.toString(ends.getOrDefault(End.SKIPPED, 0L)));
    attribute(xml, "failures", Long.toString(ends.getOrDefault(End.FAILURE, 0L)));
    for (Map.Entry<Case, List<Line>> one : cases.entrySet()) {
      write(one.getKey(), one.getValue(), xml);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static void write(Case one, List<Line> lines, XMLStreamWriter xml)
      throws XMLStreamException {
    String subject = one.subject().toString();
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute(xml, "name", subject.isEmpty() ? one.rule() : one.rule() + " " + subject);
    // Surefire and Jenkins put the cases of one class name together, whatever suite they stand in.
    attribute(xml, "classname", one.suite());
    attribute(xml, "time", "0");
    attribute(xml, "file", one.file());
    End end = end(lines);
    if (end != End.PASSED) {
      Line worst = lines.stream().filter(line -> line.end() == end).findFirst().orElseThrow();
      xml.writeCharacters("\n      ");
      xml.writeStartElement(end.element);
      attribute(xml, "message", worst.text());
      attribute(xml, "type", worst.type());
      for (Line line : lines) {
        xml.writeCharacters("\n" + Printable.of(line.place() + ": " + line.text()));
      }
      xml.writeCharacters("\n      ");
      xml.writeEndElement();
      xml.writeCharacters("\n    ");
    }
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, Printable.of(value));
  }
}
