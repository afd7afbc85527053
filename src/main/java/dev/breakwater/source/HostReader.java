package dev.breakwater.source;

import dev.breakwater.model.BlockDevice;
import dev.breakwater.model.HostSystem;
import dev.breakwater.model.HostTemplate;
import dev.breakwater.model.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a launch template or a launch configuration. */
final class HostReader {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");
  private static final Pattern BOTTLEROCKET = Pattern.compile("(?m)^\\s*\\[\\s*settings\\b");
  private static final Pattern ECS_IMAGE =
      Pattern.compile("(?i)(?<![a-z])ecs|ecs[-_]?(optimi[sz]ed|ami|image)");

  /** What only the user data of a container instance says. */
  private static final Pattern ECS_USER_DATA =
      Pattern.compile(
          "ECS_[A-Z]|/etc/ecs\\b|\\[\\s*settings\\.ecs\\b|ECSAgent|ecs-init|amazon-ecs");

  private final NodeReader read;
  private final Node parameters;

  /**
   * For the resource of this name.
   *
   * @param parameters of the template, for the image that one names; nothing where there are none
   */
  HostReader(String subject, Node parameters) {
    read = new NodeReader(subject);
    this.parameters = parameters;
  }

  /** A launch template; its user data plain or in Base64. */
  HostTemplate launchTemplate(Node properties) {
    return host(
        read.text(properties.property("launchTemplateName")),
        properties.property("launchTemplateData"));
  }

  /** A launch configuration. */
  HostTemplate launchConfiguration(Node properties) {
    return host(read.text(properties.property("launchConfigurationName")), properties);
  }

  /** What has the properties of a launch template's data. */
  HostTemplate host(Setting<String> name, Node data) {
    Node metadata = data.property("metadataOptions");
    Node userData = data.property("userData");
    return new HostTemplate(
        name,
        system(image(data.property("imageId")), written(userData)),
        read.text(metadata.property("httpEndpoint")),
        read.text(metadata.property("httpTokens")),
        read.number(metadata.property("httpPutResponseHopLimit")),
        read.text(data.property("keyName")),
        read.list(data.property("blockDeviceMappings"), this::device),
        UserDataReader.read(userData, read));
  }

  /** Instance store is no EBS volume, and neither is a device that the image's list loses. */
  private Setting<BlockDevice> device(Node node) {
    if (node instanceof Node.Fields && node.property("ebs") instanceof Node.Nothing) {
      return new Setting.Absent<>(read.at(node));
    }
    return read.object(
        node,
        device ->
            new BlockDevice(
                read.text(device.property("deviceName")),
                read.flag(device.property("ebs").property("encrypted"))));
  }

  /**
   * Whether its own properties say that it starts container instances: its user data names the ECS
   * agent, or its image is one of ECS.
   */
  boolean isContainerInstance(Node data) {
    return ECS_USER_DATA.matcher(written(data.property("userData"))).find()
        || ECS_IMAGE.matcher(image(data.property("imageId"))).find();
  }

  private static HostSystem system(String image, String userData) {
    String name = image.toLowerCase(Locale.ROOT);
    if (name.contains("bottlerocket") || BOTTLEROCKET.matcher(userData).find()) {
      return HostSystem.BOTTLEROCKET;
    }
    if (name.contains("windows") || userData.contains("<powershell>")) {
      return HostSystem.WINDOWS;
    }
    return name.contains("/ecs/optimized-ami/amazon-linux")
        ? HostSystem.AMAZON_LINUX
        : HostSystem.LINUX;
  }

  /** What is written of the image, with the default of a parameter that names it. */
  private String image(Node node) {
    if (node instanceof Node.Choice choice) {
      return choice.arms().stream().map(this::image).reduce("", (a, b) -> a + " " + b);
    }
    String written = node instanceof Node.Text || node instanceof Node.Unknown ? text(node) : "";
    Matcher reference = REFERENCE.matcher(written);
    return reference.matches()
            && parameters.entry(reference.group(1)).entry("Default") instanceof Node.Text text
        ? written + " " + text.text()
        : written;
  }

  private static String text(Node node) {
    return node instanceof Node.Text text ? text.text() : node.kind();
  }

  private static String written(Node userData) {
    return userData instanceof Node.Choice choice
        ? choice.arms().stream().map(HostReader::written).reduce("", (a, b) -> a + "\n" + b)
        : UserDataReader.text(userData).orElse("");
  }

  /**
   * The properties of a resource, unresolved, with the user data before {@code Fn::Base64}: of what
   * is only partly known it would leave nothing to read.
   */
  static Node withPlainUserData(Node node) {
    if (!(node instanceof Node.Fields fields)) {
      return node instanceof Node.Items list
          ? new Node.Items(
              list.items().stream().map(HostReader::withPlainUserData).toList(), list.location())
          : node;
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    fields
        .entries()
        .forEach(
            (name, value) ->
                entries.put(
                    name,
                    switch (name.toLowerCase(Locale.ROOT)) {
                      case "userdata" -> plain(value);
                      case "launchtemplatedata", "fn::if" -> withPlainUserData(value);
                      default -> value;
                    }));
    return new Node.Fields(entries, fields.location());
  }

  private static Node plain(Node userData) {
    if (userData.entry("Fn::Base64") instanceof Node.Nothing) {
      return userData.entry("Fn::If") instanceof Node.Items list && list.items().size() == 3
          ? new Node.Fields(
              Map.of(
                  "Fn::If",
                  new Node.Items(
                      List.of(
                          list.items().get(0),
                          plain(list.items().get(1)),
                          plain(list.items().get(2))),
                      list.location())),
              userData.location())
          : userData;
    }
    return userData.entry("Fn::Base64");
  }
}
