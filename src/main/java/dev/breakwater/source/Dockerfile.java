package dev.breakwater.source;

import dev.breakwater.model.ImageAsset;
import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a Dockerfile says that its image runs as. Only FROM and USER are looked at, line by line; of
 * the rest, continued lines and heredocs, in which such a word means nothing. Whatever is not
 * literal is unknown.
 *
 * <p>Source: docs.docker.com/reference/dockerfile, "Format", "Parser directives", "FROM", "USER"
 * and "Here-Documents".
 */
final class Dockerfile {
  private static final Pattern DIRECTIVE =
      Pattern.compile("(?i)#\\s*(escape|syntax)\\s*=\\s*(\\S+)\\s*");
  private static final Pattern FROM =
      Pattern.compile("(?i)FROM\\s+(?:--platform=\\S+\\s+)?(\\S+)(?:\\s+AS\\s+(\\S+))?");
  private static final Pattern USER = Pattern.compile("(?i)USER\\s+(\\S+)");
  private static final Pattern HEREDOC =
      Pattern.compile("<<-?\\s*[\"']?([A-Za-z_][A-Za-z0-9_]*)[\"']?");
  private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9_.:-]+");

  /** A stage, by its number and by its name; what is unknown of it is empty. */
  private static final class Stage {
    private Optional<Setting<String>> user = Optional.empty();
  }

  private final String source;
  private final List<Stage> stages = new ArrayList<>();
  private final Map<String, Stage> named = new HashMap<>();
  private String escape = "\\";
  private boolean otherSyntax;

  private Dockerfile(String source) {
    this.source = source;
  }

  /** The user of the image that is built; empty where the Dockerfile alone does not tell. */
  static Optional<Setting<String>> user(ImageAsset asset) {
    Path folder = Path.of(asset.directory()).normalize();
    Path file = folder.resolve(asset.dockerFile()).normalize();
    if (!file.startsWith(folder)) {
      return Optional.empty();
    }
    try {
      return user(SourceText.read(file), file.toString(), asset.target());
    } catch (UnreadableSourceException e) {
      // What says nothing decides nothing: the rule then says that the image decides.
      return Optional.empty();
    }
  }

  /**
   * The same.
   *
   * @param target the stage that is built; empty for the last
   */
  static Optional<Setting<String>> user(String text, String source, String target) {
    Dockerfile file = new Dockerfile(source);
    file.read(text);
    if (file.otherSyntax || file.stages.isEmpty()) {
      return Optional.empty();
    }
    if (target.isEmpty()) {
      return file.stages.get(file.stages.size() - 1).user;
    }
    return Optional.ofNullable(file.named.get(target.toLowerCase(Locale.ROOT)))
        .flatMap(stage -> stage.user);
  }

  private void read(String text) {
    List<String> lines = text.lines().toList();
    int line = directives(lines);
    while (line < lines.size()) {
      int first = line;
      StringBuilder instruction = new StringBuilder();
      boolean open = true;
      while (open && line < lines.size()) {
        String part = lines.get(line++).strip();
        // Comments and empty lines do not end what is continued.
        if (!part.startsWith("#") && !(part.isEmpty() && instruction.length() > 0)) {
          open = part.endsWith(escape);
          instruction.append(open ? part.substring(0, part.length() - 1) : part).append(' ');
        } else if (instruction.length() == 0) {
          open = false;
        }
      }
      line = behindHeredocs(instruction.toString(), lines, line);
      add(instruction.toString().strip(), first + 1);
    }
  }

  /** They stand at the top, one to a line; returns the first line behind them. */
  private int directives(List<String> lines) {
    int line = 0;
    while (line < lines.size()) {
      Matcher matcher = DIRECTIVE.matcher(lines.get(line).strip());
      if (!matcher.matches()) {
        break;
      }
      if (matcher.group(1).equalsIgnoreCase("escape")) {
        escape = matcher.group(2);
      } else {
        otherSyntax = !matcher.group(2).matches("(docker\\.io/)?docker/dockerfile(:.*)?");
      }
      line++;
    }
    return line;
  }

  private static int behindHeredocs(String instruction, List<String> lines, int from) {
    int line = from;
    if (instruction.matches("(?is)(RUN|COPY|ADD)\\s.*")) {
      Matcher matcher = HEREDOC.matcher(instruction);
      while (matcher.find()) {
        int end = line;
        while (end < lines.size() && !lines.get(end).strip().equals(matcher.group(1))) {
          end++;
        }
        // Without an end it is no heredoc, but a shift of the shell's.
        line = end < lines.size() ? end + 1 : line;
      }
    }
    return line;
  }

  private void add(String instruction, int line) {
    Matcher from = FROM.matcher(instruction);
    if (instruction.matches("(?is)FROM\\s.*")) {
      Stage stage = new Stage();
      if (from.matches()) {
        stage.user = base(from.group(1), line);
        if (from.group(2) != null) {
          named.put(from.group(2).toLowerCase(Locale.ROOT), stage);
        }
      }
      named.putIfAbsent(Integer.toString(stages.size()), stage);
      stages.add(stage);
    } else if (instruction.matches("(?is)USER\\s.*") && !stages.isEmpty()) {
      Matcher user = USER.matcher(instruction);
      boolean literal = user.matches() && LITERAL.matcher(user.group(1)).matches();
      stages.get(stages.size() - 1).user =
          literal ? Optional.of(known(user.group(1), line)) : Optional.empty();
    }
  }

  /** Another stage says it; nothing is root; any other image is unknown here. */
  private Optional<Setting<String>> base(String image, int line) {
    if (image.equalsIgnoreCase("scratch")) {
      return Optional.of(known("root", line));
    }
    Stage stage = named.get(image.toLowerCase(Locale.ROOT));
    return stage == null || image.matches("[0-9]+") ? Optional.empty() : stage.user;
  }

  private Setting<String> known(String user, int line) {
    return new Setting.Known<>(user, new Location(source, "", line, 1));
  }
}
