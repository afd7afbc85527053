package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.Container;
import dev.breakwater.model.Image;
import dev.breakwater.policy.ContainerRule;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;
import java.util.regex.Pattern;

/**
 * Requires an image by digest, or by a tag of 64 hex digits: the content hash by which the CDK
 * names its assets.
 */
@RuleInfo(
    title = "The image is pinned",
    severity = Severity.MEDIUM,
    level = Level.RESTRICTED,
    rationale =
        "A tag can be pushed again: what runs tomorrow is then not what was reviewed "
            + "today, and two tasks of one service can differ.",
    remediation =
        "Name the image by digest (repository@sha256:…), or let the CDK build it "
            + "(ContainerImage.fromAsset).",
    controls = {Control.CIS_AWS_COMPUTE_3_13, Control.CIS_DOCKER_4_2})
@Fix(
    api = "image: nginx@sha256:0f04e4f646a3f14bf31d8bc8d885b6c951fdcf42589d06845f64d18aec6a3c4d",
    cdk =
        """
        ContainerImage built = ContainerImage.fromAsset("app-container");
        // or
        ContainerImage pinned = ContainerImage.fromRegistry("nginx@sha256:0f04e4f6…");
        """)
@Guard(
    value =
        """
        Image == /@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/ OR
        Image == /:[0-9a-f]{64}$/ OR
        Image.'Fn::Sub' == /(@sha256)?:[0-9a-f]{64}$/
        """)
public final class PinnedImage implements ContainerRule {

  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");
  private static final Pattern CONTENT_HASH = Pattern.compile("[0-9a-f]{64}");

  @Override
  public Verdict judge(Container container) {
    // Arm by arm: one may have a digest where the other has a content hash.
    return container.image().arms().stream()
        .map(PinnedImage::judge)
        .reduce(Verdict.pass(), Verdict::and);
  }

  private static Verdict judge(Image image) {
    String reason =
        image
            .reference()
            .known()
            .map(reference -> "image " + reference + " is not pinned by a digest")
            .orElse("image is not pinned by a digest");
    return require(image.digest(), digest -> DIGEST.matcher(digest).matches(), reason)
        .or(require(image.tag(), tag -> CONTENT_HASH.matcher(tag).matches(), reason));
  }
}
