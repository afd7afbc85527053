package dev.breakwater.example;

import dev.breakwater.construct.PolicyGate;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.Secret;

/** An app with the gate in front. */
final class ShopApp {
  private ShopApp() {}

  static App app() {
    App app = new App();
    PolicyGate.restricted().attach(app);

    Stack base = new Stack(app, "Base");
    Vpc vpc = Vpc.Builder.create(base, "Vpc").maxAzs(2).build();
    new ShopStack(
        app,
        Cluster.Builder.create(base, "Cluster")
            .vpc(vpc)
            .containerInsightsV2(ContainerInsights.ENHANCED)
            .build(),
        Certificate.Builder.create(base, "Certificate").domainName("shop.example.org").build(),
        Secret.fromSecretsManager(
            new software.amazon.awscdk.services.secretsmanager.Secret(base, "Password")),
        Table.Builder.create(base, "Orders")
            .partitionKey(Attribute.builder().name("id").type(AttributeType.STRING).build())
            .build());
    return app;
  }
}
