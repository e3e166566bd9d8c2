import { expect, test } from "vitest";
import { modelSshd } from "../../../src/model/app/sshd.ts";
import { parseSshd } from "../../../src/parse/sshd/sshd.ts";
import { resourcesOf } from "../../support/virtual.ts";
import { byAddress, json, sources, written } from "./given.ts";

const units = (texts: Record<string, string>, root?: string) =>
  modelSshd(sources("sshd", texts, root).map(parseSshd));

test("the first value wins, includes in their place, Match blocks by themselves", () => {
  const found = units({
    "ssh/sshd_config":
      "Include /etc/ssh/sshd_config.d/*.conf\nPermitRootLogin yes\nPort 22\nPort 2222\nMatch User a\nBanner none\nInclude extra.conf\nX11Forwarding no\nMatch Group b\nBanner x\nmatch user A\nBanner late\nPermitTTY no\n",
    "ssh/sshd_config.d/10.conf": "permitrootlogin no\nMatch Group b\nAllowTcpForwarding no\n",
    "ssh/sshd_config.d/20.conf": "PermitRootLogin prohibit-password\nUsePAM 'yes'\n",
    "ssh/extra.conf": "X11Forwarding yes\n",
  });
  expect(found).toHaveLength(1);
  const main = found[0]?.resources[0];
  expect(json(main)).toEqual({
    permitrootlogin: "no",
    usepam: "yes",
    port: ["22", "2222"],
    match: [
      { criteria: "Group b", settings: { allowtcpforwarding: "no", banner: "x" } },
      { criteria: "User a", settings: { banner: "none", x11forwarding: "yes", permittty: "no" } },
    ],
  });
  expect(written(main, ["permitrootlogin"])).toEqual(["ssh/sshd_config.d/10.conf", "no"]);
  expect(written(main, ["usepam"])).toEqual(["ssh/sshd_config.d/20.conf", "yes"]);
  expect(written(main, ["match", 1, "settings", "x11forwarding"])).toEqual(["ssh/extra.conf", "yes"]);
  expect(main?.meta).toEqual({ file: "sshd_config", complete: true });
});

test("includes that leave the root, miss or circle are named, and the file is not complete", () => {
  const texts = {
    "ssh/sshd_config": "Include ../out.conf /opt/*.conf gone.conf none.d/*.conf\nInclude a.conf\n",
    "ssh/a.conf": "Include a.conf\nUsePAM yes\n",
    "out.conf": "UsePAM no\n",
  };
  const found = units(texts, "ssh").find(({ id }) => id === "config:ssh/sshd_config");
  expect(found?.notScanned.map(({ cause, detail }) => `${cause} ${detail.slice(0, 27)}`)).toEqual([
    "outside-root Include ../out.conf",
    "outside-root Include /opt/*.conf",
    "unreadable Include gone.conf",
    "limit included by ssh/a.conf in a",
  ]);
  expect(json(found?.resources[0])).toEqual({ usepam: "yes" });
  expect(found?.resources[0]?.meta["complete"]).toBe(false);
});

test("a fragment is not complete; arguments of the server stand above its file", async () => {
  expect(
    byAddress(units({ "sshd_config.d/x.conf": "UsePAM yes\n" })).get("sshd:sshd_config.d/x.conf")?.meta,
  ).toEqual({
    file: "x.conf",
    complete: false,
  });
  const [found] = await resourcesOf(
    {
      "compose.yaml":
        "services:\n  bastion:\n    image: registry.example/bastion:1\n    command: [/usr/sbin/sshd, -De, -oPermitRootLogin=no, -o, UsePAM=yes, -o, UsePAM=no]\n    volumes: [./sshd_config:/etc/ssh/sshd_config]\n",
      sshd_config: "PermitRootLogin yes\nPort 22\n",
    },
    "sshd",
  );
  expect(json(found)).toMatchObject({
    permitrootlogin: "no",
    usepam: "yes",
    port: ["22"],
    passwordauthentication: "yes",
  });
  expect(found?.address).toBe("sshd:sshd_config");
});
