import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a repository of `apps` applications as a health team has them: five Kubernetes objects each, and for every two
 * of them five config files (Spring, dotenv, nginx, PostgreSQL, Compose). 200 applications: 1,000 objects, 500 files.
 */
export function writeMixed(folder: string, apps: number): void {
  for (let i = 0; i < apps; i++) {
    const app = `app${i}`;
    const deploy = join(folder, app, "deploy");
    mkdirSync(deploy, { recursive: true });
    writeFileSync(join(deploy, "manifests.yaml"), manifests(app));
    if (i % 2 === 1) continue;
    const resources = join(folder, app, "src/main/resources");
    mkdirSync(resources, { recursive: true });
    writeFileSync(join(resources, "application.yaml"), spring(app));
    writeFileSync(
      join(folder, app, ".env"),
      `APP_NAME=${app}\nLOG_LEVEL=info\nDB_HOST=db.${app}.internal\nDB_PORT=5432\n`,
    );
    writeFileSync(join(folder, app, "nginx.conf"), nginx(app));
    writeFileSync(join(folder, app, "postgresql.conf"), postgresql());
    writeFileSync(join(folder, app, "compose.yaml"), compose(app));
  }
}

function manifests(app: string): string {
  const meta = (name: string): string =>
    `metadata:\n  name: ${name}\n  namespace: clinic-${app}\n  labels:\n    app.kubernetes.io/name: ${app}\n`;
  return `apiVersion: v1
kind: ServiceAccount
${meta(app)}automountServiceAccountToken: false
---
apiVersion: v1
kind: ConfigMap
${meta(`${app}-config`)}data:
  application.yaml: |
    server:
      port: 8443
      ssl:
        enabled: true
    spring:
      datasource:
        url: jdbc:postgresql://db.${app}:5432/ehr?sslmode=verify-full
---
apiVersion: apps/v1
kind: Deployment
${meta(app)}spec:
  replicas: 2
  selector:
    matchLabels:
      app.kubernetes.io/name: ${app}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${app}
    spec:
      serviceAccountName: ${app}
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
      containers:
        - name: ${app}
          image: registry.example.com/${app}:1.4.2
          ports:
            - containerPort: 8443
          env:
            - name: SPRING_PROFILES_ACTIVE
              value: production
            - name: DB_PASSWORD
              valueFrom:
                secretKeyRef:
                  name: ${app}-db
                  key: password
          readinessProbe:
            httpGet: {path: /health, port: 8443}
          livenessProbe:
            httpGet: {path: /health, port: 8443}
          volumeMounts:
            - name: config
              mountPath: /config
      volumes:
        - name: config
          configMap:
            name: ${app}-config
---
apiVersion: v1
kind: Service
${meta(app)}spec:
  selector:
    app.kubernetes.io/name: ${app}
  ports:
    - port: 443
      targetPort: 8443
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
${meta(app)}spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: ${app}
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              role: gateway
`;
}

function spring(app: string): string {
  return `spring:
  application:
    name: ${app}
  datasource:
    url: jdbc:postgresql://db:5432/ehr
    username: ehr
  jpa:
    show-sql: false
server:
  port: 8443
management:
  endpoints:
    web:
      exposure:
        include: health,info
logging:
  level:
    root: INFO
---
spring:
  config:
    activate:
      on-profile: production
  datasource:
    url: jdbc:postgresql://db.${app}:5432/ehr?sslmode=verify-full
`;
}

function nginx(app: string): string {
  return `events {}
http {
  ssl_protocols TLSv1.2 TLSv1.3;
  server {
    listen 443 ssl;
    server_name ${app}.example.com;
    ssl_certificate /certs/tls.crt;
    ssl_certificate_key /certs/tls.key;
    location / {
      proxy_pass http://127.0.0.1:8080;
    }
  }
}
`;
}

function postgresql(): string {
  const filler = Array.from({ length: 40 }, (_, i) => `#setting_${i} = ${i}  # (change requires restart)`);
  return `listen_addresses = '*'\nssl = on\nshared_buffers = 1GB\nlog_connections = on\n${filler.join("\n")}\n`;
}

function compose(app: string): string {
  return `services:
  ${app}:
    build: .
    environment:
      SPRING_PROFILES_ACTIVE: local
      DB_HOST: db
    depends_on: [db]
  db:
    image: postgres:16.4
    command: postgres -c ssl=on
    environment:
      POSTGRES_USER: ehr
      POSTGRES_PASSWORD: \${DB_PASSWORD:?}
    volumes:
      - data:/var/lib/postgresql/data
volumes:
  data: {}
`;
}
