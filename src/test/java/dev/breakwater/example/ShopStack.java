package dev.breakwater.example;

import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;

import dev.breakwater.construct.ProxiedService;
import dev.breakwater.proxy.RateLimit;
import java.util.List;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.Secret;
import software.constructs.Construct;

/** A stack that puts its application behind the proxy. */
public final class ShopStack extends Stack {
  /** The stack. */
  public ShopStack(
      Construct scope, Cluster cluster, ICertificate certificate, Secret password, Table orders) {
    super(scope, "Shop");
    ProxiedService web =
        ProxiedService.Builder.create(this, "Web")
            .cluster(cluster)
            .application(ContainerImage.fromAsset("app-container"))
            .port(8081)
            .healthCheck(List.of("CMD", "/usr/bin/health", "8081", "/health"))
            .writablePath("/var/cache/app", Size.mebibytes(32))
            .secret("DB_PASSWORD", password)
            .environment("TABLE", orders.getTableName())
            .rateLimit(RateLimit.perClient(50, PER_SECOND).burst(20))
            .certificate(certificate)
            .build();
    orders.grantReadWriteData(web);
  }
}
