package dev.breakwater.cli;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.report.Excerpt;
import dev.breakwater.source.Contents;
import dev.breakwater.source.SourceFile;
import dev.breakwater.source.UnreadableSourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges one input; what of it is not needed for a report is forgotten at once. */
final class Assessing {
  private final Sought sought;
  private final Judges judges;
  private final boolean showsLines;
  private final boolean drawsPictures;
  private final boolean namesPasses;
  private final InputStream standardInput;
  private final LocalDate today;

  /**
   * What came of one input.
   *
   * @param files how many were judged: none where it is none of ours
   * @param inventory for pictures; empty where no report draws any
   * @param excerpts of the lines of findings
   * @param nested templates that were judged as stacks of this one
   * @param parameters that the deployment gives and it has
   */
  record Judged(
      Input input,
      int files,
      Assessment assessment,
      Inventory inventory,
      Map<Location, Excerpt> excerpts,
      Set<Path> nested,
      Set<String> parameters) {

    static Judged nothing(Input input) {
      return unread(input, Assessment.EMPTY);
    }

    static Judged unread(Input input, Gap gap) {
      return unread(input, new Assessment(List.of(), List.of(gap)));
    }

    private static Judged unread(Input input, Assessment assessment) {
      return new Judged(input, 0, assessment, Inventory.EMPTY, Map.of(), Set.of(), Set.of());
    }
  }

  Assessing(
      Sought sought,
      Judges judges,
      boolean showsLines,
      boolean drawsPictures,
      boolean namesPasses,
      InputStream standardInput,
      LocalDate today) {
    this.sought = sought;
    this.judges = judges;
    this.showsLines = showsLines;
    this.drawsPictures = drawsPictures;
    this.namesPasses = namesPasses;
    this.standardInput = standardInput;
    this.today = today;
  }

  Judged judge(Input input) {
    if (input.gap().isPresent()) {
      return Judged.unread(input, input.gap().get());
    }
    try {
      if (input.kind() == Input.Kind.STANDARD) {
        byte[] bytes = standardInput.readAllBytes();
        return judged(
            input,
            SourceFile.parse(bytes, "-", sought.type(), sought.deployment()),
            new LinesOf(source -> new ByteArrayInputStream(bytes)));
      }
      Optional<Contents> contents = read(input);
      return contents.isEmpty()
          ? Judged.nothing(input)
          : judged(input, contents.get(), new LinesOf(Assessing::open));
    } catch (UnreadableSourceException e) {
      return Judged.unread(input, new Gap(e.location(), e.reason()));
    } catch (IOException e) {
      return Judged.unread(
          input, new Gap(new Location("-", "", 0, 0), "standard input cannot be read"));
    }
  }

  private Optional<Contents> read(Input input) throws UnreadableSourceException {
    boolean met = input.kind() == Input.Kind.MET && !Files.isDirectory(input.path());
    return met
        ? SourceFile.readMet(input.path(), sought.type(), sought.deployment())
        : Optional.of(SourceFile.read(input.path(), sought.type(), sought.deployment()));
  }

  private Judged judged(Input input, Contents contents, LinesOf lines) {
    Inventory inventory =
        sought
            .images()
            .map(images -> images.decide(contents.inventory()))
            .orElse(contents.inventory());
    Assessment assessment =
        namesPasses
            ? judges.policy().judgeNamingPasses(inventory, judges.waivers(), today)
            : judges.policy().judge(inventory, judges.waivers(), today);
    List<Finding> counting = assessment.findings().stream().filter(Finding::counts).toList();
    return new Judged(
        input,
        1,
        assessment,
        drawsPictures ? inventory : Inventory.EMPTY,
        showsLines ? lines.excerpts(counting) : Map.of(),
        contents.nested(),
        contents.parameters());
  }

  /** A pipe cannot be read twice. */
  private static InputStream open(String source) throws IOException {
    Path file = Path.of(source);
    if (!Files.isRegularFile(file)) {
      throw new IOException("not a file");
    }
    return Files.newInputStream(file);
  }
}
