package config

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func load(t *testing.T, args ...string) Command {
	t.Helper()
	cmd, err := Load(args, t.Output())
	if err != nil {
		t.Fatal(err)
	}
	return cmd
}

func TestNothingSetServesThisMachine(t *testing.T) {
	cmd := load(t)
	if cmd.Name != "serve" || cmd.Config.Addr != "127.0.0.1:8080" || cmd.Config.Data != "./data" || cmd.Config.Limits.Connections != 5000 {
		t.Errorf("got %+v", cmd)
	}
}

func TestAFlagWinsOverItsVariable(t *testing.T) {
	t.Setenv("FELTBOARD_ADDR", "127.0.0.1:1")
	t.Setenv("FELTBOARD_DATA", "elsewhere")
	cmd := load(t, "serve", "--addr", "127.0.0.1:2")
	if cmd.Config.Addr != "127.0.0.1:2" || cmd.Config.Data != "elsewhere" {
		t.Errorf("got %+v", cmd.Config)
	}
}

func TestAllProblemsAreReportedAtOnceAndByName(t *testing.T) {
	t.Setenv("FELTBOARD_ADDR", "nowhere")
	t.Setenv("FELTBOARD_BASE_URL", "ftp://felt.example.com")
	t.Setenv("FELTBOARD_DATABASE_URL", "mysql://felt.example.com/db")
	t.Setenv("FELTBOARD_REDIS_URL", "felt.example.com:6379")
	t.Setenv("FELTBOARD_TRUSTED_PROXIES", "everybody")
	t.Setenv("FELTBOARD_METRICS_TOKEN", "short")
	t.Setenv("FELTBOARD_CONNECTIONS", "many")
	t.Setenv("FELTBOARD_CHANGES_BURST", "0")
	_, err := Load(nil, t.Output())
	problems, ok := errors.AsType[Problems](err)
	if !ok {
		t.Fatalf("got %v", err)
	}
	var names []string
	for _, p := range problems {
		names = append(names, strings.TrimPrefix(p.Name, "FELTBOARD_"))
	}
	want := []string{"ADDR", "DATABASE_URL", "BASE_URL", "TRUSTED_PROXIES", "METRICS_TOKEN", "REDIS_URL", "CONNECTIONS", "CHANGES_BURST"}
	if !slices.Equal(names, want) {
		t.Errorf("problems with %v, want %v", names, want)
	}
	if strings.Contains(err.Error(), "short\n") || strings.Contains(err.Error(), "everybody") {
		t.Errorf("the error repeats values: %v", err)
	}
}

func TestPlainHTTPIsForThisMachineOrOneRoom(t *testing.T) {
	for _, args := range [][]string{
		{"serve", "--addr", ":8080"},
		{"serve", "--addr", "0.0.0.0:8080"},
		{"serve", "--base-url", "http://felt.example.com"},
	} {
		if _, err := Load(args, t.Output()); err == nil {
			t.Errorf("%v is accepted", args)
		}
	}
	for _, args := range [][]string{
		{"serve", "--addr", "0.0.0.0:8080", "--base-url", "https://felt.example.com"},
		{"serve", "--base-url", "http://127.0.0.1:5173"},
	} {
		load(t, args...)
	}
	if cmd := load(t, "--lan", "--addr", "127.0.0.1:9000"); cmd.Config.Addr != "0.0.0.0:9000" || !cmd.Config.LAN {
		t.Errorf("--lan listens on %s", cmd.Config.Addr)
	}
}

func TestOnlyOriginsMayBeFramedBy(t *testing.T) {
	cmd := load(t, "--embed-origins", " https://Wiki.Example.com:443/ ,http://localhost:3000,https://a-b.example:8443")
	want := []string{"https://wiki.example.com", "http://localhost:3000", "https://a-b.example:8443"}
	if !slices.Equal(cmd.Config.EmbedOrigins, want) {
		t.Errorf("got %q, want %q", cmd.Config.EmbedOrigins, want)
	}
	var out strings.Builder
	if err := cmd.Config.Print(&out); err != nil || !strings.Contains(out.String(), "FELTBOARD_EMBED_ORIGINS=https://wiki.example.com,http://localhost:3000,") {
		t.Errorf("printed %v:\n%s", err, out.String())
	}
	for _, wrong := range []string{
		"*", "https://*", "https://*.example.com", "'self'", "'none'", "https:", "data:", "wiki.example.com", "http://wiki.example.com",
		"https://wiki.example.com/page", "https://a@wiki.example.com", "https://a.example;script-src *", "https://a.example https://b.example",
		"https://a.example?x", "https://a.example#x", "https://:443", "https://a.example%20b", "ftp://a.example", "null",
	} {
		if _, err := Load([]string{"serve", "--embed-origins", wrong}, t.Output()); err == nil || !strings.Contains(err.Error(), "FELTBOARD_EMBED_ORIGINS") {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}

func TestSeveralNodesShareADatabase(t *testing.T) {
	t.Setenv("FELTBOARD_REDIS_URL", "redis://127.0.0.1:6379")
	if _, err := Load(nil, t.Output()); err == nil || !strings.Contains(err.Error(), "FELTBOARD_DATABASE_URL") {
		t.Errorf("Redis without a shared database: %v", err)
	}
	t.Setenv("FELTBOARD_DATABASE_URL", "postgres://felt:pw@127.0.0.1/felt")
	if cmd := load(t); cmd.Config.DatabaseURL == "" || cmd.Config.RedisURL == "" {
		t.Errorf("got %+v", cmd.Config)
	}
}

func TestSecretsComeFromFilesAndAreNotPrinted(t *testing.T) {
	const secret = "marker-of-a-secret-token"
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte(secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("FELTBOARD_METRICS_TOKEN_FILE", file)
	cmd := load(t, "config")
	if cmd.Config.MetricsToken != secret {
		t.Errorf("the token is %q", cmd.Config.MetricsToken)
	}
	var out strings.Builder
	if err := cmd.Config.Print(&out); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), secret) || !strings.Contains(out.String(), "FELTBOARD_METRICS_TOKEN=(set)") {
		t.Errorf("printed:\n%s", out.String())
	}
	if !strings.Contains(out.String(), "FELTBOARD_ADDR=127.0.0.1:8080") {
		t.Errorf("printed:\n%s", out.String())
	}
}

func TestHelpIsNotAnError(t *testing.T) {
	var out strings.Builder
	cmd, err := Load([]string{"--help"}, &out)
	if err != nil || cmd.Name != "help" || !strings.Contains(out.String(), "export") {
		t.Errorf("%+v, %v\n%s", cmd, err, out.String())
	}
}
