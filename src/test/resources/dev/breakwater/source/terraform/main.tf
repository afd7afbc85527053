terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "fixture"
  secret_key                  = "fixture"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  endpoints {
    ecs = "http://localhost:5187"
    ec2 = "http://localhost:5187"
    iam = "http://localhost:5187"
    sts = "http://localhost:5187"
  }
}

variable "password" {
  sensitive = true
  default   = "placeholder"
}

resource "aws_iam_role" "task" {
  name               = "task"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_ecs_cluster" "main" {
  name = "main"
  setting {
    name  = "containerInsights"
    value = "disabled"
  }
  configuration {
    execute_command_configuration {
      logging = "NONE"
    }
  }
}

resource "aws_ecs_task_definition" "careless" {
  family             = "careless"
  network_mode       = "host"
  pid_mode           = "host"
  task_role_arn      = aws_iam_role.task.arn
  execution_role_arn = aws_iam_role.task.arn
  container_definitions = jsonencode([{
    name        = "app"
    image       = "app:1"
    privileged  = true
    user        = "0"
    memory      = 128
    command     = ["--password", var.password]
    environment = [{ name = "DB_PASSWORD", value = var.password }]
  }])
  volume {
    name      = "socket"
    host_path = "/var/run/docker.sock"
  }
  volume {
    name = "files"
    efs_volume_configuration {
      file_system_id     = "fs-1"
      transit_encryption = "DISABLED"
    }
  }
  volume {
    name = "etc"
    docker_volume_configuration {
      driver      = "local"
      driver_opts = { type = "none", o = "bind", device = "/etc" }
    }
  }
}

# The role's ARN is only known when it is there, and with it the whole text.
resource "aws_ecs_task_definition" "pending" {
  family                = "pending"
  container_definitions = jsonencode([{ name = "app", image = "app:1", environment = [{ name = "ROLE", value = aws_iam_role.task.arn }] }])
}

module "web" {
  for_each = toset(["eu", "us"])
  source   = "./modules/web"
  region   = each.key
  cluster  = aws_ecs_cluster.main.arn
  role     = aws_iam_role.task.arn
}

resource "aws_ecs_service" "careless" {
  name                   = "careless"
  cluster                = aws_ecs_cluster.main.id
  task_definition        = aws_ecs_task_definition.careless.arn
  launch_type            = "EC2"
  enable_execute_command = true
}

resource "aws_launch_template" "hosts" {
  name      = "hosts"
  key_name  = "admin"
  user_data = base64encode("#!/bin/bash\necho ECS_CLUSTER=main >> /etc/ecs/ecs.config\n")
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "optional"
    http_put_response_hop_limit = 2
  }
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size = 30
      encrypted   = "false"
    }
  }
}
