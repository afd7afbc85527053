package dev.breakwater.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The class of what the filter refuses: {@code $refusal}, empty for what it lets through. */
final class Filtering {
  private static final String DOT = "(?:\\.|%(?:25)*2e)";
  private static final String HIDDEN_DOT = "%(?:25)*2e";
  private static final String HIDDEN_SLASH = "%(?:25)*(?:2f|5c)";
  private static final String SLASH = "(?:[/\\\\\\\\]|" + HIDDEN_SLASH + ")";
  private static final String END = "(?:[/?]|\\z)";

  /** A part of the path, not of the query string. */
  private static final String IN_PATH = "~*^[^?]*?";

  private Filtering() {}

  /**
   * One question to a request; where nothing matches, the next is asked.
   *
   * @param worthwhile asked first, where the question itself is dear
   */
  private record Question(
      String name, String of, Optional<String> worthwhile, List<String> answers) {}

  static String maps(RequestFilter filter) {
    StringBuilder text =
        new StringBuilder(
            "# The filter: the class of what is refused, empty for what is not. The first class counts.\n");
    networks(filter, text);
    List<Question> questions = questions(filter);
    if (questions.isEmpty()) {
      map(text, "$request_method", "$refusal", "\"\"", List.of());
    }
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      String variable = i == 0 ? "$refusal" : "$refusal_by_" + question.name();
      String next =
          i + 1 < questions.size() ? "$refusal_by_" + questions.get(i + 1).name() : "\"\"";
      if (question.worthwhile().isPresent()) {
        String closer = variable + "_closer";
        String asked = quoted(question.worthwhile().get()) + " " + closer + ";";
        map(text, question.of(), variable, next, List.of(asked));
        variable = closer;
      }
      map(text, question.of(), variable, next, question.answers());
    }
    return text.toString();
  }

  private static void map(
      StringBuilder text, String of, String variable, String otherwise, List<String> answers) {
    text.append("map ").append(of).append(' ').append(variable).append(" {\n    default ");
    text.append(otherwise).append(";\n");
    answers.forEach(answer -> text.append("    ").append(answer).append('\n'));
    text.append("}\n");
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String answer(String pattern, String refusal) {
    return quoted(pattern) + " " + refusal + ";";
  }

  private static void networks(RequestFilter filter, StringBuilder text) {
    if (!filter.allowedNetworks().isEmpty() || !filter.deniedNetworks().isEmpty()) {
      text.append("geo $remote_addr $unwelcome {\n    default ");
      text.append(filter.allowedNetworks().isEmpty() ? 0 : 1).append(";\n");
      filter.allowedNetworks().forEach(n -> text.append("    " + n.cidr() + " 0;\n"));
      filter.deniedNetworks().forEach(n -> text.append("    " + n.cidr() + " 1;\n"));
      text.append("}\n");
    }
  }

  private static List<Question> questions(RequestFilter filter) {
    List<Question> questions = new ArrayList<>();
    if (!filter.allowedNetworks().isEmpty() || !filter.deniedNetworks().isEmpty()) {
      ask(questions, "network", quoted("$probe$unwelcome"), List.of("01 network;"));
    }
    ask(
        questions,
        "agent",
        "$http_user_agent",
        filter.deniedAgents().stream()
            .map(agent -> answer("~*" + literal(agent), "agent"))
            .toList());
    if (filter.disguises()) {
      questions.add(
          new Question("writing", "$request_uri", Optional.of("~^[^?]*[%;\\\\\\\\]"), disguises()));
    }
    List<String> paths = new ArrayList<>();
    if (!filter.probes().isEmpty()) {
      paths.add(answer(ProbeGroup.regularExpression(filter.probes()), "probe"));
    }
    filter.deniedPaths().forEach(path -> paths.add(answer(below(path), "path")));
    ask(questions, "path", "$uri", paths);
    ask(
        questions,
        "type",
        quoted("$content_length$http_transfer_encoding $content_type"),
        types(filter));
    filter
        .maxQueryLength()
        .ifPresent(
            most ->
                ask(
                    questions,
                    "query",
                    "$args",
                    List.of(answer("~(?s)^.{" + (most + 1) + "}", "query"))));
    return questions;
  }

  private static void ask(List<Question> questions, String name, String of, List<String> answers) {
    if (!answers.isEmpty()) {
      questions.add(new Question(name, of, Optional.empty(), answers));
    }
  }

  /** Two dots that are a segment, where a dot or what stands around them is hidden. */
  private static List<String> disguises() {
    return List.of(
        answer(IN_PATH + SLASH + DOT + "{2}(?:[;\\\\\\\\]|%(?:25)*(?:2f|3b|5c))", "traversal"),
        answer(IN_PATH + SLASH + HIDDEN_DOT + DOT + END, "traversal"),
        answer(IN_PATH + SLASH + "\\." + HIDDEN_DOT + END, "traversal"),
        answer(IN_PATH + HIDDEN_SLASH + "\\.\\." + END, "traversal"),
        "# A dot needs no encoding, and surely not two; no character is written in more bytes than it takes.",
        answer(IN_PATH + "%25(?:25)*2e", "traversal"),
        answer(
            IN_PATH
                + "%(?:c0%(?:2e|2f|5c|ae|af)|c1%(?:1c|9c|af)|e0%80%(?:ae|af)|f0%80%80%(?:ae|af))",
            "traversal"));
  }

  /** What has no body has no type. */
  private static List<String> types(RequestFilter filter) {
    if (filter.contentTypes().isEmpty()) {
      return List.of();
    }
    String listed =
        String.join("|", filter.contentTypes().stream().map(Filtering::literal).toList());
    return List.of(answer("~*^(?!0? )(?![^ ]* (?:" + listed + ")[ ]*(?:;|\\z))", "type"));
  }

  private static String below(String path) {
    String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return "~*^" + literal(whole) + "(?:[/;]|\\z)";
  }

  /** Of what the settings admit, only these mean something to PCRE. */
  private static String literal(String text) {
    return text.replace(".", "\\.").replace("+", "\\+");
  }
}
