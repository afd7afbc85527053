package dev.breakwater.construct;

import dev.breakwater.proxy.ProxyImage;
import dev.breakwater.proxy.ProxySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awscdk.services.ecr.assets.DockerImageAsset;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.constructs.Construct;

/**
 * The proxy's image as an asset of the CDK: its build context, rendered configuration included, is
 * laid out in a folder of this synth, and the CDK copies it to its output. The same settings give
 * the same hash.
 */
final class ProxyAsset {
  private ProxyAsset() {}

  static ContainerImage image(
      Construct scope,
      ProxySettings settings,
      CpuArchitecture architecture,
      ProxiedServiceProps.Proxy proxy) {
    SortedMap<String, byte[]> files = ProxyImage.buildContext(settings);
    Path folder = layOut(files);
    DockerImageAsset asset =
        DockerImageAsset.Builder.create(scope, "ProxyImage")
            .directory(folder.toString())
            .displayName(scope.getNode().getPath() + "/proxy")
            .platform(
                architecture == CpuArchitecture.ARM64 ? Platform.LINUX_ARM64 : Platform.LINUX_AMD64)
            .buildArgs(arguments(proxy))
            .build();
    if (!Boolean.TRUE.equals(scope.getNode().tryGetContext("aws:cdk:disable-asset-staging"))) {
      // The CDK has its copy by now; without staging it reads this folder after the synth.
      remove(folder, files.keySet().stream().toList());
    }
    return ContainerImage.fromDockerImageAsset(asset);
  }

  private static Map<String, String> arguments(ProxiedServiceProps.Proxy proxy) {
    Map<String, String> arguments = new TreeMap<>();
    proxy.baseImage().ifPresent(base -> arguments.put("BASE_IMAGE", base));
    proxy.packagesAsOf().ifPresent(day -> arguments.put("PACKAGES_AS_OF", day.toString()));
    return arguments;
  }

  private static Path layOut(SortedMap<String, byte[]> files) {
    try {
      Path folder = Files.createTempDirectory("breakwater-proxy-");
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("the proxy's build context cannot be written: " + e, e);
    }
  }

  private static void remove(Path folder, List<String> files) {
    try {
      for (String file : files) {
        Files.delete(folder.resolve(file));
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the proxy's build context cannot be removed: " + e, e);
    }
  }
}
