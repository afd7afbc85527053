package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A text with one setting changed and every other character as it was: comments, order, indentation
 * and line ends stay. What cannot be done for certain is refused: a value of an intrinsic function,
 * one that an anchor shares, a list of containers that is a text.
 */
public final class EditedText {
  private final String before;
  private final boolean json;
  private final Writing writing;
  private final boolean template;
  private final Edit edit;
  private final List<Splice> splices = new ArrayList<>();
  private final List<List<String>> places = new ArrayList<>();

  /** What goes between two places of the text. */
  record Splice(int start, int end, String text) {}

  private EditedText(String before, Piece root, Edit edit) {
    this.before = before;
    this.edit = edit;
    json = before.startsWith("{") || before.startsWith("[");
    writing = new Writing(before, json);
    template = root.entry("Resources").isPresent();
  }

  /**
   * The changed text.
   *
   * @throws UneditableException when it cannot be changed for certain, and why
   */
  public static String of(String text, Edit edit) throws UneditableException {
    boolean json = text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
    Piece root = json ? JsonPieces.of(text) : YamlPieces.of(text);
    EditedText edited = new EditedText(text, root, edit);
    List<String> at = new ArrayList<>();
    edited.change(edited.target(root, at), edit.path(), at);
    String after = edited.spliced();
    OnlyThere.check(text, after, edited.places);
    return after;
  }

  private String spliced() throws UneditableException {
    if (splices.isEmpty()) {
      throw new UneditableException("there is nothing to change");
    }
    StringBuilder after = new StringBuilder(before);
    splices.sort((one, other) -> Integer.compare(other.start(), one.start()));
    splices.forEach(splice -> after.replace(splice.start(), splice.end(), splice.text()));
    return after.toString();
  }

  /** The container, or the properties of the resource. */
  private Piece target(Piece root, List<String> at) throws UneditableException {
    Piece properties = root;
    if (template) {
      Piece resource = child(child(root, "Resources", at), edit.resource(), at);
      properties = child(resource, "Properties", at);
    } else if (root.entry("taskDefinition").isPresent()) {
      properties = child(root, "taskDefinition", at);
    }
    if (!edit.inContainer()) {
      return properties;
    }
    Piece containers =
        root.kind() == Piece.Kind.LIST ? root : child(properties, "containerDefinitions", at);
    require(containers, "the list of containers");
    int offset = offset(edit.location());
    List<Piece> found =
        containers.items().stream()
            .filter(item -> item.start() <= offset && offset < item.end())
            .toList();
    if (found.size() != 1) {
      throw new UneditableException("the container is not edited: it is not written out in a list");
    }
    at.add(Integer.toString(containers.items().indexOf(found.get(0))));
    return require(found.get(0), "the container");
  }

  /** Of the place, from the start of the text. */
  private int offset(Location place) {
    int begin = 0;
    for (int line = 1; line < place.line(); line++) {
      begin = before.indexOf('\n', begin) + 1;
    }
    return begin + place.column() - 1;
  }

  private Piece child(Piece parent, String name, List<String> at) throws UneditableException {
    Piece.Entry entry =
        require(parent, name)
            .entry(name)
            .orElseThrow(() -> new UneditableException("there is no " + name + " to look in"));
    at.add(entry.key().text());
    return require(entry.value(), name);
  }

  private static Piece require(Piece piece, String name) throws UneditableException {
    if (!piece.fixed().isEmpty()) {
      throw new UneditableException(name + " is not edited: " + piece.fixed());
    }
    return piece;
  }

  private void change(Piece piece, List<String> path, List<String> at) throws UneditableException {
    if (path.isEmpty()) {
      places.add(List.copyOf(at));
      changeValue(piece);
      return;
    }
    String name = path.get(0);
    if (name.equals("*")) {
      changeItems(piece, path.subList(1, path.size()), at);
      return;
    }
    if (piece.kind() != Piece.Kind.MAP) {
      throw new UneditableException("there is no object to write " + written(name) + " in");
    }
    Optional<Piece.Entry> entry = piece.entry(bare(name));
    if (entry.isEmpty() || entry.get().value().isNull()) {
      insert(piece, entry, path, at);
      return;
    }
    at.add(entry.get().key().text());
    change(
        require(entry.get().value(), entry.get().key().text()), path.subList(1, path.size()), at);
    at.remove(at.size() - 1);
  }

  private void changeItems(Piece list, List<String> path, List<String> at)
      throws UneditableException {
    for (int item = 0; item < list.items().size(); item++) {
      if (path.isEmpty() || has(list.items().get(item), path)) {
        at.add(Integer.toString(item));
        change(require(list.items().get(item), "an item"), path, at);
        at.remove(at.size() - 1);
      }
    }
  }

  private static boolean has(Piece item, List<String> path) {
    return item.entry(bare(path.get(0))).isPresent() || !item.fixed().isEmpty();
  }

  private void changeValue(Piece piece) throws UneditableException {
    if (edit.change() instanceof Edit.Put put) {
      splices.add(new Splice(piece.start(), piece.end(), writing.like(piece, put.value())));
    } else if (edit.change() instanceof Edit.Add add) {
      splices.add(writing.item(list(piece), add.item()));
    } else if (edit.change() instanceof Edit.Swap swap) {
      for (Piece item : list(piece).items()) {
        String instead = swap.items().get(require(item, "an item").text());
        if (instead != null) {
          splices.add(new Splice(item.start(), item.end(), writing.like(item, instead)));
        }
      }
    }
  }

  private static Piece list(Piece piece) throws UneditableException {
    if (piece.kind() != Piece.Kind.LIST) {
      throw new UneditableException("a list was wanted where a single value stands");
    }
    return piece;
  }

  private void insert(Piece map, Optional<Piece.Entry> empty, List<String> path, List<String> at)
      throws UneditableException {
    if (edit.change() instanceof Edit.Swap || path.contains("*")) {
      throw new UneditableException("there is no " + written(path.get(0)) + " to change");
    }
    List<String> names = path.stream().map(this::written).toList();
    List<String> place = new ArrayList<>(at);
    place.add(empty.map(entry -> entry.key().text()).orElse(names.get(0)));
    places.add(place);
    Object value =
        edit.change() instanceof Edit.Add add
            ? List.of(add.item())
            : ((Edit.Put) edit.change()).value();
    splices.add(
        empty.isPresent()
            ? writing.instead(empty.get(), names.subList(1, names.size()), value)
            : writing.entry(map, names, value));
  }

  /** As this file spells it. */
  private String written(String name) {
    if (!template || name.startsWith("=")) {
      return bare(name);
    }
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String bare(String name) {
    return name.startsWith("=") ? name.substring(1) : name;
  }
}
