package dev.breakwater.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * To which resources the expressions of a plan's configuration lead, through the variables and
 * outputs of modules. What a local value is made of is not in a plan, so nothing leads through it.
 *
 * <p>Where the configuration does not say which instance of a resource is meant, all are: those of
 * the same module and key, if there are any.
 */
final class TerraformLinks {
  private static final Pattern VARIABLE = Pattern.compile("var\\.([\\w-]+).*");
  private static final Pattern OUTPUT =
      Pattern.compile("(module\\.[\\w-]+)(?:\\[[^]]*])?\\.([\\w-]+).*");
  private static final Pattern RESOURCE = Pattern.compile("(aws_\\w+\\.[\\w-]+)(\\[[^]]*])?.*");
  private static final Pattern KEY_OF_MODULE = Pattern.compile("\\[(\"[^\"]*\"|[0-9]+)]");

  private final Map<String, Node> modules = new HashMap<>();
  private final Map<String, List<Node>> resources = new HashMap<>();

  /** What stands in the module with this prefix: {@code module.web.}, nothing for the root. */
  private record Name(String module, String name) {}

  TerraformLinks(Node root) {
    addModule("", root.entry("configuration").entry("root_module"));
    for (Node resource : Nodes.items(root.entry("resource_changes"))) {
      String key = module(resource) + text(resource, "type") + "." + text(resource, "name");
      resources.computeIfAbsent(key, name -> new ArrayList<>()).add(resource);
    }
  }

  private void addModule(String prefix, Node module) {
    modules.put(prefix, module);
    Nodes.entries(module.entry("module_calls"))
        .forEach((name, call) -> addModule(prefix + "module." + name + ".", call.entry("module")));
  }

  /**
   * The addresses to which these expressions of a resource lead, each as CloudFormation's {@code
   * Ref} would be.
   */
  List<Node> references(Node resource, Node expressions) {
    Set<String> addresses = new LinkedHashSet<>();
    Set<Name> seen = new HashSet<>();
    Deque<Name> left = new ArrayDeque<>();
    add(module(resource), expressions, left);
    while (!left.isEmpty()) {
      Name next = left.pop();
      if (seen.add(next)) {
        follow(next, resource, left, addresses);
      }
    }
    return addresses.stream()
        .<Node>map(address -> new Node.Unknown("${" + address + "}", resource.location()))
        .toList();
  }

  private void follow(Name next, Node resource, Deque<Name> left, Set<String> into) {
    Matcher variable = VARIABLE.matcher(next.name());
    Matcher output = OUTPUT.matcher(next.name());
    Matcher found = RESOURCE.matcher(next.name());
    if (variable.matches() && !next.module().isEmpty()) {
      String path = next.module().substring(0, next.module().length() - 1);
      int call = path.lastIndexOf("module.");
      String around = path.substring(0, call);
      Node calls = modules.get(around).entry("module_calls");
      Node called = calls.entry(path.substring(call + "module.".length()));
      add(around, called.entry("expressions").entry(variable.group(1)), left);
    } else if (output.matches()) {
      String inside = next.module() + output.group(1) + ".";
      Node outputs = modules.getOrDefault(inside, resource).entry("outputs");
      add(inside, outputs.entry(output.group(2)).entry("expression"), left);
    } else if (found.matches()) {
      instances(next.module() + found.group(1), found.group(2), resource)
          .forEach(instance -> into.add(text(instance, "address")));
    }
  }

  /** Every name in these expressions, however deep they are nested in blocks. */
  private static void add(String module, Node expressions, Deque<Name> into) {
    if (expressions instanceof Node.Items list) {
      list.items().forEach(item -> add(module, item, into));
    } else if (expressions instanceof Node.Fields fields) {
      fields
          .entries()
          .forEach(
              (name, value) -> {
                if (name.equals("references")) {
                  Nodes.items(value)
                      .forEach(reference -> into.add(new Name(module, Nodes.text(reference))));
                } else {
                  add(module, value, into);
                }
              });
    }
  }

  private List<Node> instances(String key, String index, Node resource) {
    List<Node> all = resources.getOrDefault(key, List.of());
    List<Node> near = ifAny(all, one -> same(one, resource, "module_address"));
    return index == null
        ? ifAny(near, one -> same(one, resource, "index"))
        : ifAny(near, one -> text(one, "address").endsWith(index));
  }

  private static List<Node> ifAny(List<Node> all, Predicate<Node> wanted) {
    List<Node> some = all.stream().filter(wanted).toList();
    return some.isEmpty() ? all : some;
  }

  private static boolean same(Node one, Node other, String property) {
    return text(one, property).equals(text(other, property));
  }

  /** Without the keys of instances, which the configuration does not have. */
  static String module(Node resource) {
    String path = KEY_OF_MODULE.matcher(text(resource, "module_address")).replaceAll("");
    return path.isEmpty() ? "" : path + ".";
  }

  private static String text(Node node, String name) {
    return Nodes.text(node.entry(name));
  }
}
