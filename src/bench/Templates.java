import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes CloudFormation templates as people have them, the same ones for the same seed: {@code java Templates.java DIR
 * COUNT BYTES [SEED]}. Every other one is YAML with short tags, as written by hand; the others are JSON as the CDK
 * writes it. Each has a network, roles, logs, a load balancer and alarms around one task definition and service for
 * about every 6,000 bytes, hardened more or less.
 */
final class Templates {
  private static final int SERVICE_BYTES = 6_000;

  private final Random random;
  private final StringBuilder text = new StringBuilder();

  private Templates(long seed) {
    random = new Random(seed);
  }

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    int count = Integer.parseInt(args[1]);
    int bytes = Integer.parseInt(args[2]);
    long seed = args.length > 3 ? Long.parseLong(args[3]) : 1;
    for (int i = 0; i < count; i++) {
      Templates template = new Templates(seed * 1_000_003 + i);
      int services = Math.max(1, bytes / SERVICE_BYTES);
      boolean yaml = i % 2 == 0;
      String text = yaml ? template.yaml(services) : template.json(services);
      Files.writeString(folder.resolve("%05d.template.%s".formatted(i, yaml ? "yaml" : "json")), text);
    }
  }

  private String yaml(int services) {
    text.append(
        """
        AWSTemplateFormatVersion: "2010-09-09"
        Description: An application behind a load balancer
        Parameters:
          Environment:
            Type: String
            Default: staging
            AllowedValues: [staging, production]
          VpcId:
            Type: AWS::EC2::VPC::Id
          Subnets:
            Type: List<AWS::EC2::Subnet::Id>
          ImageTag:
            Type: String
            Default: latest
        Conditions:
          IsProduction: !Equals [!Ref Environment, production]
        Mappings:
          Sizes:
            staging: {Cpu: 256, Memory: 512}
            production: {Cpu: 1024, Memory: 2048}
        Resources:
          Cluster:
            Type: AWS::ECS::Cluster
            Properties:
              ClusterSettings:
                - Name: containerInsights
                  Value: !If [IsProduction, enabled, disabled]
        """);
    for (int i = 0; i < services; i++) {
      String name = "Service" + i;
      text.append(YAML_AROUND.replace("NAME", name));
      text.append(
          """
            %1$sTask:
              Type: AWS::ECS::TaskDefinition
              Properties:
                Family: !Sub "${AWS::StackName}-%1$s"
                Cpu: !FindInMap [Sizes, !Ref Environment, Cpu]
                Memory: !FindInMap [Sizes, !Ref Environment, Memory]
                NetworkMode: %2$s
                RequiresCompatibilities: [FARGATE]
                ExecutionRoleArn: !GetAtt %1$sExecutionRole.Arn
                TaskRoleArn: !GetAtt %1$sTaskRole.Arn
                ContainerDefinitions:
          """
              .formatted(name, one("awsvpc", "awsvpc", "awsvpc", "bridge")));
      for (String container : containers()) {
        text.append(
            """
                    - Name: %1$s
                      Image: !Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/%1$s:${ImageTag}"
                      Essential: true
                      User: "%2$s"
                      ReadonlyRootFilesystem: %3$s
                      Memory: %4$d
                      PortMappings:
                        - ContainerPort: %5$d
                          Protocol: tcp
                      LinuxParameters:
                        InitProcessEnabled: %6$s
                        Capabilities:
                          Drop: [%7$s]
                      Environment:
                        - Name: STAGE
                          Value: !Ref Environment
                        - Name: TABLE
                          Value: !Ref %8$sTable
                        - Name: LOG_LEVEL
                          Value: %9$s
                      Secrets:
                        - Name: DATABASE_URL
                          ValueFrom: !Sub "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/%1$s/url"
                      HealthCheck:
                        Command: [CMD-SHELL, "curl -f http://localhost:%5$d/health || exit 1"]
                        Interval: 30
                      LogConfiguration:
                        LogDriver: awslogs
                        Options:
                          awslogs-group: !Ref %8$sLogs
                          awslogs-region: !Ref AWS::Region
                          awslogs-stream-prefix: %1$s
            """
                .formatted(
                    container, one("1000:1000", "root", "0", "65532"), flag(), 128 << random.nextInt(4),
                    8000 + random.nextInt(1000), flag(), one("ALL", "ALL", "NET_RAW"), name, one("info", "debug")));
      }
      text.append(
          """
            %1$s:
              Type: AWS::ECS::Service
              DependsOn: %1$sListener
              Properties:
                Cluster: !Ref Cluster
                LaunchType: FARGATE
                DesiredCount: !If [IsProduction, 3, 1]
                TaskDefinition: !Ref %1$sTask
                DeploymentConfiguration:
                  MaximumPercent: 200
                  MinimumHealthyPercent: 100
                LoadBalancers:
                  - ContainerName: web
                    ContainerPort: 8080
                    TargetGroupArn: !Ref %1$sTargets
                NetworkConfiguration:
                  AwsvpcConfiguration:
                    AssignPublicIp: %2$s
                    SecurityGroups: [!GetAtt %1$sSecurityGroup.GroupId]
                    Subnets: !Ref Subnets
          """
              .formatted(name, one("DISABLED", "ENABLED")));
    }
    return text.toString();
  }

  private String json(int services) {
    text.append("{\n \"Resources\": {\n");
    text.append("  \"Cluster\": {\"Type\": \"AWS::ECS::Cluster\", \"Metadata\": {\"aws:cdk:path\": \"App/Cluster/Resource\"}}");
    for (int i = 0; i < services; i++) {
      String name = "Service" + i;
      text.append(JSON_AROUND.replace("NAME", name));
      text.append(
          """
          ,
            "%1$sTask": {
             "Type": "AWS::ECS::TaskDefinition",
             "Properties": {
              "ContainerDefinitions": [\
          """
              .formatted(name));
      String comma = "";
      for (String container : containers()) {
        text.append(comma)
            .append(
                """

                     {
                      "Essential": true,
                      "Image": {
                       "Fn::Sub": "${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-container-assets:%2$064x"
                      },
                      "Environment": [
                       {"Name": "TABLE", "Value": {"Ref": "%3$sTable"}},
                       {"Name": "LOG_LEVEL", "Value": "%4$s"}
                      ],
                      "LogConfiguration": {
                       "LogDriver": "awslogs",
                       "Options": {
                        "awslogs-group": {"Ref": "%3$sLogs"},
                        "awslogs-stream-prefix": "%1$s",
                        "awslogs-region": {"Ref": "AWS::Region"}
                       }
                      },
                      "Memory": %5$d,
                      "Name": "%1$s",
                      "PortMappings": [{"ContainerPort": %6$d, "Protocol": "tcp"}],
                      "ReadonlyRootFilesystem": %7$s,
                      "Privileged": %8$s
                     }\
                """
                    .formatted(
                        container, random.nextInt(), name, one("info", "debug"), 128 << random.nextInt(4),
                        8000 + random.nextInt(1000), flag(), random.nextInt(9) == 0));
        comma = ",";
      }
      text.append(
          """

              ],
              "Cpu": "512",
              "Memory": "1024",
              "ExecutionRoleArn": {"Fn::GetAtt": ["%1$sExecutionRole", "Arn"]},
              "TaskRoleArn": {"Fn::GetAtt": ["%1$sTaskRole", "Arn"]},
              "Family": "App%1$s",
              "NetworkMode": "awsvpc",
              "RequiresCompatibilities": ["FARGATE"]
             },
             "Metadata": {"aws:cdk:path": "App/%1$s/Task/Resource"}
            },
            "%1$s": {
             "Type": "AWS::ECS::Service",
             "Properties": {
              "Cluster": {"Ref": "Cluster"},
              "DeploymentConfiguration": {"MaximumPercent": 200, "MinimumHealthyPercent": 50},
              "LaunchType": "FARGATE",
              "NetworkConfiguration": {
               "AwsvpcConfiguration": {
                "AssignPublicIp": "%2$s",
                "SecurityGroups": [{"Fn::GetAtt": ["%1$sSecurityGroup", "GroupId"]}],
                "Subnets": [{"Fn::ImportValue": "Network:SubnetA"}, {"Fn::ImportValue": "Network:SubnetB"}]
               }
              },
              "TaskDefinition": {"Ref": "%1$sTask"}
             },
             "Metadata": {"aws:cdk:path": "App/%1$s/Service/Resource"}
            }\
          """
              .formatted(name, one("DISABLED", "ENABLED")));
    }
    return text.append("\n }\n}\n").toString();
  }

  private String[] containers() {
    return new String[][] {{"web"}, {"web", "worker"}, {"web", "proxy", "metrics"}}[random.nextInt(3)];
  }

  private String one(String... words) {
    return words[random.nextInt(words.length)];
  }

  private String flag() {
    return one("true", "false");
  }

  private static final String YAML_AROUND =
      """
        NAMELogs:
          Type: AWS::Logs::LogGroup
          Properties:
            RetentionInDays: 30
        NAMEExecutionRole:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement:
                - Effect: Allow
                  Principal: {Service: ecs-tasks.amazonaws.com}
                  Action: sts:AssumeRole
            ManagedPolicyArns:
              - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy
        NAMETaskRole:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement:
                - Effect: Allow
                  Principal: {Service: ecs-tasks.amazonaws.com}
                  Action: sts:AssumeRole
            Policies:
              - PolicyName: table
                PolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Action: [dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query]
                      Resource: !GetAtt NAMETable.Arn
        NAMETable:
          Type: AWS::DynamoDB::Table
          Properties:
            BillingMode: PAY_PER_REQUEST
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
            SSESpecification: {SSEEnabled: true}
        NAMESecurityGroup:
          Type: AWS::EC2::SecurityGroup
          Properties:
            GroupDescription: What reaches the tasks
            VpcId: !Ref VpcId
            SecurityGroupIngress:
              - IpProtocol: tcp
                FromPort: 8080
                ToPort: 8080
                SourceSecurityGroupId: !GetAtt NAMEBalancerSecurityGroup.GroupId
        NAMEBalancerSecurityGroup:
          Type: AWS::EC2::SecurityGroup
          Properties:
            GroupDescription: What reaches the load balancer
            VpcId: !Ref VpcId
            SecurityGroupIngress:
              - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}
        NAMEBalancer:
          Type: AWS::ElasticLoadBalancingV2::LoadBalancer
          Properties:
            Type: application
            Subnets: !Ref Subnets
            SecurityGroups: [!GetAtt NAMEBalancerSecurityGroup.GroupId]
        NAMETargets:
          Type: AWS::ElasticLoadBalancingV2::TargetGroup
          Properties:
            Port: 8080
            Protocol: HTTP
            TargetType: ip
            VpcId: !Ref VpcId
            HealthCheckPath: /health
        NAMEListener:
          Type: AWS::ElasticLoadBalancingV2::Listener
          Properties:
            LoadBalancerArn: !Ref NAMEBalancer
            Port: 80
            Protocol: HTTP
            DefaultActions: [{Type: forward, TargetGroupArn: !Ref NAMETargets}]
        NAMEAlarm:
          Type: AWS::CloudWatch::Alarm
          Condition: IsProduction
          Properties:
            Namespace: AWS/ApplicationELB
            MetricName: HTTPCode_Target_5XX_Count
            Dimensions: [{Name: LoadBalancer, Value: !GetAtt NAMEBalancer.LoadBalancerFullName}]
            Statistic: Sum
            Period: 60
            EvaluationPeriods: 3
            Threshold: 10
            ComparisonOperator: GreaterThanThreshold
      """;

  private static final String JSON_AROUND =
      """
      ,
        "NAMELogs": {
         "Type": "AWS::Logs::LogGroup",
         "Properties": {"RetentionInDays": 30},
         "UpdateReplacePolicy": "Retain",
         "DeletionPolicy": "Retain",
         "Metadata": {"aws:cdk:path": "App/NAME/Logs/Resource"}
        },
        "NAMEExecutionRole": {
         "Type": "AWS::IAM::Role",
         "Properties": {
          "AssumeRolePolicyDocument": {
           "Statement": [
            {"Action": "sts:AssumeRole", "Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}}
           ],
           "Version": "2012-10-17"
          }
         },
         "Metadata": {"aws:cdk:path": "App/NAME/Task/ExecutionRole/Resource"}
        },
        "NAMETaskRole": {
         "Type": "AWS::IAM::Role",
         "Properties": {
          "AssumeRolePolicyDocument": {
           "Statement": [
            {"Action": "sts:AssumeRole", "Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}}
           ],
           "Version": "2012-10-17"
          }
         },
         "Metadata": {"aws:cdk:path": "App/NAME/Task/TaskRole/Resource"}
        },
        "NAMETaskRolePolicy": {
         "Type": "AWS::IAM::Policy",
         "Properties": {
          "PolicyDocument": {
           "Statement": [
            {
             "Action": ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan"],
             "Effect": "Allow",
             "Resource": [{"Fn::GetAtt": ["NAMETable", "Arn"]}, {"Ref": "AWS::NoValue"}]
            }
           ],
           "Version": "2012-10-17"
          },
          "PolicyName": "NAMETaskRolePolicy",
          "Roles": [{"Ref": "NAMETaskRole"}]
         },
         "Metadata": {"aws:cdk:path": "App/NAME/Task/TaskRole/DefaultPolicy/Resource"}
        },
        "NAMETable": {
         "Type": "AWS::DynamoDB::Table",
         "Properties": {
          "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
          "BillingMode": "PAY_PER_REQUEST",
          "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]
         },
         "Metadata": {"aws:cdk:path": "App/NAME/Table/Resource"}
        },
        "NAMESecurityGroup": {
         "Type": "AWS::EC2::SecurityGroup",
         "Properties": {
          "GroupDescription": "App/NAME/Service/SecurityGroup",
          "SecurityGroupEgress": [{"CidrIp": "0.0.0.0/0", "Description": "Allow all outbound traffic by default", "IpProtocol": "-1"}],
          "VpcId": {"Fn::ImportValue": "Network:Vpc"}
         },
         "Metadata": {"aws:cdk:path": "App/NAME/Service/SecurityGroup/Resource"}
        },
        "NAMEAlarm": {
         "Type": "AWS::CloudWatch::Alarm",
         "Properties": {
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "Dimensions": [{"Name": "ServiceName", "Value": {"Fn::GetAtt": ["NAME", "Name"]}}],
          "EvaluationPeriods": 3,
          "MetricName": "CPUUtilization",
          "Namespace": "AWS/ECS",
          "Period": 300,
          "Statistic": "Average",
          "Threshold": 80
         },
         "Metadata": {"aws:cdk:path": "App/NAME/Alarm/Resource"}
        }\
      """;
}
