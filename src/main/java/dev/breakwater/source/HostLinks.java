package dev.breakwater.source;

import dev.breakwater.model.HostTemplate;
import dev.breakwater.model.Location;
import dev.breakwater.model.Platform;
import dev.breakwater.model.Service;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which hosts run which tasks: a service names a cluster or capacity providers, a cluster its
 * capacity providers, a capacity provider an Auto Scaling group, that a launch template, whose user
 * data names the cluster.
 *
 * <p>Only what starts container instances is a host: what a capacity provider leads to, or what
 * says so by its own image or user data.
 */
final class HostLinks {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]+)}");

  /** The cluster of whoever names none. */
  private static final String DEFAULT = "default";

  private final Map<String, Hosts.Found> resources;
  private final Map<String, Set<String>> idsByName = new HashMap<>();
  private final Map<String, Set<String>> steps = new HashMap<>();
  private final Map<String, HostTemplate> hosts = new LinkedHashMap<>();

  HostLinks(Map<String, Hosts.Found> resources) {
    this.resources = resources;
    resources.forEach(this::addName);
    resources.values().stream().filter(found -> !found.kind().isHost()).forEach(this::addSteps);
    addHosts();
  }

  List<HostTemplate> hosts() {
    return List.copyOf(hosts.values());
  }

  private void addName(String id, Hosts.Found found) {
    if (!found.kind().name.isEmpty()
        && found.properties().property(found.kind().name) instanceof Node.Text name) {
      idsByName.computeIfAbsent(name.text(), key -> new LinkedHashSet<>()).add(id);
    }
  }

  private void addSteps(Hosts.Found found) {
    if (found.kind() == Hosts.Kind.ASSOCIATIONS) {
      Set<String> both = mentioned(found.properties());
      both.stream()
          .filter(id -> resources.get(id).kind() == Hosts.Kind.CLUSTER)
          .forEach(cluster -> addSteps(cluster, both));
    } else if (found.kind() != Hosts.Kind.SERVICE) {
      addSteps(found.id(), mentioned(found.properties()));
    }
  }

  private void addSteps(String from, Set<String> to) {
    steps.computeIfAbsent(from, key -> new LinkedHashSet<>()).addAll(to);
  }

  private void addHosts() {
    Set<String> linked =
        reached(
            resources.values().stream()
                .filter(found -> found.kind() == Hosts.Kind.CAPACITY_PROVIDER)
                .map(Hosts.Found::id)
                .toList());
    for (Hosts.Found found : resources.values()) {
      if (found.kind().isHost() && (linked.contains(found.id()) || found.isContainerInstance())) {
        hosts.put(found.id(), found.host());
      }
    }
    hosts.forEach(
        (id, host) ->
            clusters(UserDataReader.part(host.userData(), data -> data.agent().cluster()))
                .forEach(cluster -> addSteps(cluster, Set.of(id))));
  }

  /**
   * What {@code userns-remap} is on the hosts where this task can be placed. Absent where none of
   * them remaps, where no host can run it, or where the source does not say where it runs; where it
   * says a cluster or a provider whose hosts are not in it, that is unresolved.
   *
   * @param services of the source; a task definition that none of them uses may run on any host
   */
  Setting<String> usernsRemap(TaskDefinition task, List<Service> services) {
    Location at = task.family().location();
    Set<String> possible = new LinkedHashSet<>();
    boolean used = false;
    boolean elsewhere = false;
    if (task.platforms().contains(Platform.EC2)) {
      for (Service service : services) {
        if (uses(service.taskDefinition(), task)) {
          Set<String> reached = reached(placing(service));
          reached.retainAll(hosts.keySet());
          possible.addAll(reached);
          elsewhere |= reached.isEmpty();
          used = true;
        }
      }
      possible.addAll(used ? Set.of() : hosts.keySet());
    }
    List<Setting<String>> arms = new ArrayList<>();
    for (String id : possible) {
      arms.add(UserDataReader.part(hosts.get(id).userData(), data -> data.daemon().usernsRemap()));
    }
    if (elsewhere) {
      arms.add(new Setting.Unresolved<>("hosts that this template does not hold", at));
    }
    return switch (arms.size()) {
      case 0 -> new Setting.Absent<>(at);
      case 1 -> arms.get(0);
      default -> new Setting.OneOf<>(arms, at);
    };
  }

  private static boolean uses(Setting<String> taskDefinition, TaskDefinition task) {
    if (taskDefinition instanceof Setting.OneOf<String> choice) {
      return choice.arms().stream().anyMatch(arm -> uses(arm, task));
    }
    String name = taskDefinition.known().map(TaskDefinition::familyOf).orElse("");
    return name.equals(task.resource()) || task.family().known().filter(name::equals).isPresent();
  }

  /** Its capacity providers where it names some, its cluster otherwise. */
  private Set<String> placing(Service service) {
    Hosts.Found found = resources.get(service.resource());
    if (found == null) {
      return Set.of();
    }
    Set<String> providers = mentioned(found.properties().property("capacityProviderStrategy"));
    if (!providers.isEmpty()) {
      return providers;
    }
    Node cluster = found.properties().property("cluster");
    return cluster instanceof Node.Nothing ? Set.of(DEFAULT) : mentioned(cluster);
  }

  private Set<String> reached(Collection<String> from) {
    Set<String> reached = new LinkedHashSet<>(from);
    Deque<String> left = new ArrayDeque<>(from);
    while (!left.isEmpty()) {
      for (String next : steps.getOrDefault(left.pop(), Set.of())) {
        if (reached.add(next)) {
          left.push(next);
        }
      }
    }
    return reached;
  }

  private Set<String> clusters(Setting<String> name) {
    Set<String> ids = new LinkedHashSet<>();
    if (name instanceof Setting.OneOf<String> choice) {
      choice.arms().forEach(arm -> ids.addAll(clusters(arm)));
    } else if (name instanceof Setting.Unresolved<String> unresolved) {
      addReferences(unresolved.expression(), ids);
    } else {
      String cluster = name.known().orElse(DEFAULT);
      ids.addAll(idsByName.getOrDefault(cluster, Set.of(cluster)));
    }
    return ids;
  }

  /** The resources that this node names, by reference or by their own name. */
  private Set<String> mentioned(Node node) {
    Set<String> ids = new LinkedHashSet<>();
    addMentioned(node, ids);
    return ids;
  }

  private void addMentioned(Node node, Set<String> into) {
    if (node instanceof Node.Fields fields) {
      fields.entries().values().forEach(value -> addMentioned(value, into));
    } else if (node instanceof Node.Items list) {
      list.items().forEach(item -> addMentioned(item, into));
    } else if (node instanceof Node.Choice choice) {
      choice.arms().forEach(arm -> addMentioned(arm, into));
    } else if (node instanceof Node.Unknown unknown) {
      addReferences(unknown.expression(), into);
    } else if (node instanceof Node.Text text) {
      // An ARN ends with the name.
      String name = text.text().substring(text.text().lastIndexOf('/') + 1);
      into.addAll(idsByName.getOrDefault(name, Set.of()));
    }
  }

  private void addReferences(String expression, Set<String> into) {
    Matcher reference = REFERENCE.matcher(expression);
    while (reference.find()) {
      // An attribute stands behind the last dots: Launch.Arn, aws_launch_template.web.id.
      String name = reference.group(1);
      while (!resources.containsKey(name) && name.contains(".")) {
        name = name.substring(0, name.lastIndexOf('.'));
      }
      if (resources.containsKey(name)) {
        into.add(name);
      }
    }
  }
}
