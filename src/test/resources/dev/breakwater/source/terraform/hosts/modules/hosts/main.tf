resource "aws_launch_template" "hosts" {
  name_prefix = "hosts-"
  image_id    = "ami-12345678"
  metadata_options {
    http_tokens = "optional"
  }
  user_data = base64encode("#!/bin/bash\necho '{\"userns-remap\": \"default\"}' > /etc/docker/daemon.json\n")
}

resource "aws_autoscaling_group" "hosts" {
  name_prefix        = "hosts-"
  min_size           = 1
  max_size           = 3
  availability_zones = ["eu-west-1a"]
  mixed_instances_policy {
    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.hosts.id
      }
    }
  }
}

output "group" {
  value = aws_autoscaling_group.hosts.arn
}
