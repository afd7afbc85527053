# The sample's instances, before the ECS agent starts: see dev.breakwater.deploy.Instances.
set -euo pipefail
cat > /etc/docker/daemon.json <<'EOF'
{
  "userns-remap": "default",
  "no-new-privileges": true,
  "icc": false,
  "live-restore": true,
  "userland-proxy": false
}
EOF
cat > /etc/audit/rules.d/docker.rules <<'EOF'
-w /usr/bin/dockerd -p wa -k docker
-w /usr/bin/containerd -p wa -k docker
-w /usr/bin/containerd-shim-runc-v2 -p wa -k docker
-w /usr/bin/runc -p wa -k docker
-w /etc/docker -p wa -k docker
-w /var/lib/docker -p wa -k docker
-w /run/containerd -p wa -k docker
-w /usr/lib/systemd/system/docker.service -p wa -k docker
-w /usr/lib/systemd/system/docker.socket -p wa -k docker
EOF
sed -i '/never,task\|task,never/d' /etc/audit/rules.d/audit.rules
augenrules --load
cat >> /etc/ecs/ecs.config <<'EOF'
ECS_DISABLE_PRIVILEGED=true
ECS_AWSVPC_BLOCK_IMDS=true
ECS_TASK_PIDS_LIMIT=1024
EOF
systemctl restart docker
