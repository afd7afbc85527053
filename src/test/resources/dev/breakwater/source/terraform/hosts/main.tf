terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

resource "aws_ecs_cluster" "main" {
  name = "main"
}

module "hosts" {
  source = "./modules/hosts"
}

resource "aws_ecs_capacity_provider" "hosts" {
  name = "provider"
  auto_scaling_group_provider {
    auto_scaling_group_arn = module.hosts.group
    managed_scaling {
      target_capacity = 100
    }
  }
}

resource "aws_ecs_cluster_capacity_providers" "main" {
  cluster_name       = aws_ecs_cluster.main.name
  capacity_providers = [aws_ecs_capacity_provider.hosts.name]
}

resource "aws_launch_template" "elsewhere" {
  name_prefix = "build-"
  image_id    = "ami-12345678"
}

resource "aws_ecs_task_definition" "app" {
  family = "app"
  container_definitions = jsonencode([{
    name   = "app"
    image  = "nginx"
    memory = 128
  }])
  volume {
    name = "data"
    docker_volume_configuration {
      autoprovision = true
    }
  }
}

resource "aws_ecs_service" "app" {
  name            = "app"
  cluster         = aws_ecs_cluster.main.id
  launch_type     = "EC2"
  task_definition = aws_ecs_task_definition.app.arn
}
