variable "region" {}
variable "cluster" {}
variable "role" {}

resource "aws_ecs_task_definition" "app" {
  for_each                 = toset(["blue", "green"])
  family                   = "web-${var.region}-${each.key}"
  requires_compatibilities = each.key == "blue" ? ["FARGATE"] : null
  network_mode             = "awsvpc"
  cpu                      = "256"
  memory                   = "512"
  execution_role_arn       = var.role
  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }
  ephemeral_storage {
    size_in_gib = 30
  }
  container_definitions = jsonencode([{
    name                   = "app"
    image                  = "web@sha256:${sha256("web")}"
    user                   = "65532:65532"
    essential              = true
    readonlyRootFilesystem = true
    memory                 = 256
    linuxParameters        = { capabilities = { drop = ["ALL"] }, initProcessEnabled = true }
    healthCheck            = { command = ["CMD", "/health"] }
    logConfiguration       = { logDriver = "awslogs", options = { "awslogs-group" = "web", mode = "non-blocking" } }
  }])
}

resource "aws_ecs_service" "app" {
  for_each        = aws_ecs_task_definition.app
  name            = each.value.family
  cluster         = var.cluster
  task_definition = each.value.arn
  capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
  network_configuration {
    subnets          = ["subnet-1"]
    assign_public_ip = true
  }
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
}
