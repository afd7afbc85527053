package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import dev.breakwater.model.UserData;
import dev.breakwater.model.Values;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserDataReaderTest {
  private static final String WRITTEN =
      "#!/bin/bash\necho ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        WRITTEN,
        "echo ECS_DISABLE_PRIVILEGED=true>>/etc/ecs/ecs.config",
        "cat <<'EOF' >> /etc/ecs/ecs.config\nECS_CLUSTER=x\nECS_DISABLE_PRIVILEGED=true\nEOF\n",
        "cat > /etc/ecs/ecs.config << EOF\nECS_DISABLE_PRIVILEGED=\"true\"\nEOF",
        "cat <<-EOF > /etc/ecs/ecs.config\n\tECS_DISABLE_PRIVILEGED=true\n\tEOF\n",
        "tee /etc/ecs/ecs.config <<EOF >/dev/null\r\nECS_DISABLE_PRIVILEGED=true\r\nEOF\r\n",
        "echo 'ECS_DISABLE_PRIVILEGED=true' | sudo tee -a /etc/ecs/ecs.config > /dev/null",
        "printf 'ECS_CLUSTER=%s\\nECS_DISABLE_PRIVILEGED=%s\\n' web true > /etc/ecs/ecs.config",
        "{ echo ECS_CLUSTER=x; echo ECS_DISABLE_PRIVILEGED=true; } >> /etc/ecs/ecs.config",
        "(echo A=1; echo ECS_DISABLE_PRIVILEGED=1) > /etc/ecs/ecs.config",
        "F=/etc/ecs/ecs.config\necho ECS_DISABLE_PRIVILEGED=true >> $F",
        "F=/etc/ecs\nB=true\ncat > \"${F}/ecs.config\" <<E\nECS_DISABLE_PRIVILEGED=$B\nE\n",
        "sudo bash -c 'echo ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config'",
        "cat > /tmp/x <<E\nECS_DISABLE_PRIVILEGED=true\nE\nmv /tmp/x /etc/ecs/ecs.config",
        "echo -e \"ECS_CLUSTER=x\\nECS_DISABLE_PRIVILEGED=true\" >> /etc/ecs/ecs.config",
        "echo \"ECS_CLUSTER=x\nECS_DISABLE_PRIVILEGED=true\" >> /etc/ecs/ecs.config",
        "mkdir -p /etc/ecs && echo ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config",
        "agent() {\n  echo ECS_DISABLE_PRIVILEGED=true > /etc/ecs/ecs.config\n}\nagent\n",
        "echo RUNTIME=RUNC | base64 >/dev/null\necho RUNTIME >x; " + WRITTEN,
        "bash <<'X'\necho ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config\nX\n",
        "echo ECS_DISABLE_PRIVILEGED=no >> /etc/ecs/ecs.config\n" + WRITTEN,
        "case $X in\n a) yum update;;\nesac\n" + WRITTEN,
        """
        #cloud-config
        write_files:
        - path: /etc/ecs/ecs.config
          content: |
            ECS_DISABLE_PRIVILEGED=true
        """,
        """
        #cloud-config
        write_files:
        - {path: /etc/ecs/ecs.config, encoding: b64, content: RUNTX0RJU0FCTEVfUFJJVklMRUdFRD10cnVlCg==}
        """,
        """
        #cloud-config
        runcmd:
        - yum update
        - echo ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config
        """,
        """
        #cloud-config
        runcmd:
        - [sh, -c, 'echo "ECS_DISABLE_PRIVILEGED=true" >> /etc/ecs/ecs.config']
        """,
        """
        #cloud-config
        bootcmd:
        - cloud-init-per once x sh -c 'echo ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config'
        """,
        "#cloud-boothook\ncloud-init-per once agent"
            + " echo ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config",
        "Content-Type: multipart/mixed; boundary=\"==B==\"\nMIME-Version: 1.0\n\n--==B==\n"
            + "Content-Type: text/cloud-config; charset=\"us-ascii\"\n\n#cloud-config\n"
            + "packages: [jq]\n\n--==B==\nContent-Type: text/x-shellscript\n\n"
            + WRITTEN
            + "\n--==B==--\n",
        """
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=B

        --B
        Content-Type: text/x-shellscript
        Content-Transfer-Encoding: base64

        IyEvYmluL2Jhc2gKZWNobyBFQ1NfRElTQUJMRV9QUklWSUxFR0VEPXRydWUgPj4gL2V0Yy9lY3Mv
        ZWNzLmNvbmZpZwo=
        --B--
        """,
      })
  void findsWhatIsWritten(String text) {
    assertThat(read(text).agent().disablePrivileged()).as(text).isEqualTo(Setting.of(true));
  }

  @Test
  void findsWhatIsWrittenInBase64() {
    String encoded = Base64.getEncoder().encodeToString(WRITTEN.getBytes(StandardCharsets.UTF_8));
    assertThat(read(encoded).agent().disablePrivileged()).isEqualTo(Setting.of(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#!/bin/bash\nyum update -y",
        "# echo ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config",
        "echo ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/other",
        "echo '#ECS_DISABLE_PRIVILEGED=true' >> /etc/ecs/ecs.config",
        "echo ECS_DISABLE_PRIVILEGED=true >&2",
        "cat <<E\necho ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config\nE\n",
        "exit 0\necho ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config",
        WRITTEN + "rm -f /etc/ecs/ecs.config",
        WRITTEN + "echo ECS_CLUSTER=x > /etc/ecs/ecs.config",
        "echo ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config",
        "exec > >(tee /var/log/u.log|logger -t u -s 2>/dev/console) 2>&1",
        "source /etc/os-release\n/opt/aws/bin/cfn-signal -e $? --stack ${Stack}",
        "yum install -y ${Package}\nsystemctl restart docker",
        "#cloud-config\npackages: [jq]\n",
      })
  void doesNotFindWhatIsNotWritten(String text) {
    assertThat(read(text).agent().disablePrivileged().isAbsent()).as(text).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl -s https://example.org/setup | bash",
        "aws s3 cp s3://bucket/setup.sh . && ./setup.sh",
        "/opt/aws/bin/cfn-init -v --stack ${AWS::StackName}",
        "bash <(curl -s https://example.org/setup)",
        "aws s3 cp s3://bucket/ecs.config /etc/ecs/ecs.config",
        "sed -i 's/false/true/' /etc/ecs/ecs.config",
        "cp -r conf /etc/ecs",
        "python3 <<E\nprint()\nE\n",
        "#!/usr/bin/env python3\nprint()",
        "#include\nhttps://example.org/setup",
        "echo ECS_CLUSTER=x >> /etc/ecs/ecs.config\n${Extra}",
        "$COMMAND --all",
        "cat > /etc/ecs/ecs.config <<E\n${Everything}\nE\n",
        "echo ECS_DISABLE_PRIVILEGED=${Value} >> /etc/ecs/ecs.config",
        "echo ECS_DISABLE_PRIVILEGED=true >> $UNKNOWN",
        "if [ -f x ]; then\n  echo ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config\nfi",
        "[ -f x ] && echo ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config",
        "yum update || echo ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config",
        "#cloud-config\nwrite_files:\n- {path: /etc/ecs/ecs.config, source: {uri: 'https://x'}}\n",
        "#cloud-config\nwrite_files: [\n",
        "#cloud-config\n${Everything}\n",
      })
  void isNotSureOfWhatIsDoneElsewhere(String text) {
    assertThat(read(text).agent().disablePrivileged())
        .as(text)
        .isInstanceOf(Setting.Unresolved.class);
  }

  @ParameterizedTest
  @CsvSource({"yes,false", "True,true", "T,true", "on,false", "TrUe,false", "0,false"})
  void readsASwitchAsTheAgentDoes(String written, boolean on) {
    String text = "echo ECS_DISABLE_PRIVILEGED=" + written + " >> /etc/ecs/ecs.config";
    assertThat(read(text).agent().disablePrivileged()).isEqualTo(Setting.of(on));
  }

  @Test
  void anUnknownClusterLeavesTheRestKnown() {
    UserData data =
        read(
            "cat >> /etc/ecs/ecs.config <<E\nECS_CLUSTER=${Cluster}\nECS_TASK_PIDS_LIMIT=64\nE\n"
                + "echo '{\"icc\": false, \"log-opts\": {\"tag\": \"${Tag}\"}}'"
                + " > /etc/docker/daemon.json\n");
    assertThat(data.agent().cluster())
        .isEqualTo(new Setting.Unresolved<>("${Cluster}", Location.NOWHERE));
    assertThat(data.agent().taskPidsLimit()).isEqualTo(Setting.of(64));
    assertThat(data.agent().awsvpcBlockImds().isAbsent()).isTrue();
    assertThat(data.daemon().icc()).isEqualTo(Setting.of(false));
    assertThat(data.daemon().liveRestore().isAbsent()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"icc\": ${Icc}}",
        "{\"icc\": ",
        "[]",
        "",
        "${All}",
        "{\"icc\": \"${Icc}\"}",
      })
  void aDaemonJsonThatCannotBeReadIsUnresolved(String json) {
    UserData data = read("cat > /etc/docker/daemon.json <<'E'\n" + json + "\nE\n");
    assertThat(data.daemon().icc()).as(json).isInstanceOf(Setting.Unresolved.class);
  }

  @Test
  void readsTheFlagsOfTheDaemonToo() {
    UserData data =
        read(
            "echo 'OPTIONS=\"--icc=false --live-restore --userns-remap=default"
                + " --default-ulimit nofile=1024:4096 --insecure-registry r:5000\"'"
                + " > /etc/sysconfig/docker");
    assertThat(data.daemon().icc()).isEqualTo(Setting.of(false));
    assertThat(data.daemon().liveRestore()).isEqualTo(Setting.of(true));
    assertThat(data.daemon().usernsRemap()).isEqualTo(Setting.of("default"));
    assertThat(data.daemon().userlandProxy().isAbsent()).isTrue();
    assertThat(data.daemon().defaultUlimits()).isEqualTo(Values.of("nofile"));
    assertThat(data.daemon().insecureRegistries()).isEqualTo(Values.of("r:5000"));
  }

  @Test
  void readsAuditRulesInEveryForm() {
    UserData data =
        read(
            "auditctl -w /etc/docker -k docker\n"
                + "echo '-a always,exit -F path=/usr/bin/dockerd -F perm=wa -k docker'"
                + " >> /etc/audit/rules.d/docker.rules\n"
                + "echo '# -w /usr/bin/runc' >> /etc/audit/audit.rules\n"
                + "echo '-w ${Folder} -p wa' >> /etc/audit/audit.rules\n");
    assertThat(data.auditedPaths().known())
        .containsExactlyInAnyOrder("/etc/docker", "/usr/bin/dockerd");
    assertThat(((Values.Listed<String>) data.auditedPaths()).elements())
        .contains(new Setting.Unresolved<>("${Folder}", Location.NOWHERE));
  }

  @Test
  void aReferenceAloneIsUnresolved() {
    for (Node node :
        List.of(
            new Node.Unknown("${UserData}", Location.NOWHERE),
            new Node.Unknown("a text longer than can be judged", Location.NOWHERE),
            new Node.Items(List.of(), Location.NOWHERE))) {
      assertThat(UserDataReader.read(node, new NodeReader("Launch")))
          .isInstanceOf(Setting.Unresolved.class);
    }
    assertThat(UserDataReader.read(new Node.Nothing(Location.NOWHERE), new NodeReader("Launch")))
        .isInstanceOf(Setting.Absent.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'",
        "\"",
        "\\",
        "$(",
        "${",
        "`",
        "<<",
        "<<EOF",
        "<<<",
        "<<- E\n\t",
        ">",
        "2>",
        "&>",
        "|",
        "a(",
        "((",
        "))",
        "}",
        "{",
        "{;{;",
        "fi",
        "done",
        "if",
        "case",
        "for",
        "<(",
        ">(",
        "$",
        "\"$(\"",
        "tee",
        "cp",
        "mv a",
        "printf",
        "printf %s%",
        "echo -e",
        "auditctl",
        "bash -c",
        "sudo",
        "env -i",
        "A=",
        "cloud-init-per",
        "#!",
        "#cloud-config",
        "MIME-Version: 1.0",
        "Content-Type: multipart/mixed",
        "Content-Type: multipart/mixed; boundary=",
        "\0\r\n",
      })
  void nothingBreaksIt(String text) {
    for (String whole : List.of(text, text + "\n", WRITTEN + text, text + " x", text.repeat(999))) {
      assertThat(UserDataReader.read(new Node.Text(whole, Location.NOWHERE), new NodeReader("L")))
          .as(whole)
          .isInstanceOf(Setting.Known.class);
    }
  }

  private static UserData read(String text) {
    Node node =
        text.contains("${")
            ? new Node.Unknown(text, Location.NOWHERE)
            : new Node.Text(text, Location.NOWHERE);
    return UserDataReader.read(node, new NodeReader("Launch")).known().orElseThrow();
  }
}
