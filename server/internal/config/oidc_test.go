package config

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestAProviderIsSetAsAWholeAndItsSecretIsNotPrinted(t *testing.T) {
	const secret = "marker-of-the-clients-secret"
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte(secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("FELTBOARD_OIDC_CLIENT_SECRET_FILE", file)
	cmd := load(t, "config", "--oidc-issuer", "https://login.example.com/realms/team", "--oidc-client-id", "feltboard", "--oidc-domains", "Example.com, @example.org")
	want := OIDC{"https://login.example.com/realms/team", "feltboard", secret, "login.example.com", []string{"example.com", "example.org"}}
	if got := cmd.Config.OIDC; got.Issuer != want.Issuer || got.ClientID != want.ClientID || got.ClientSecret != want.ClientSecret || got.Name != want.Name || !slices.Equal(got.Domains, want.Domains) {
		t.Errorf("got %+v", got)
	}
	var out strings.Builder
	if err := cmd.Config.Print(&out); err != nil || strings.Contains(out.String(), secret) || !strings.Contains(out.String(), "FELTBOARD_OIDC_CLIENT_SECRET=(set)") {
		t.Errorf("printed %v:\n%s", err, out.String())
	}
}

func TestWhatIsWrongWithAProviderIsNamed(t *testing.T) {
	for name, one := range map[string]struct {
		args []string
		want []string
	}{
		"no client":        {[]string{"--oidc-issuer", "https://login.example.com"}, []string{"CLIENT_ID"}},
		"plain http":       {[]string{"--oidc-issuer", "http://login.example.com", "--oidc-client-id", "x"}, []string{"ISSUER"}},
		"no address":       {[]string{"--oidc-issuer", "login.example.com", "--oidc-client-id", "x"}, []string{"ISSUER"}},
		"the description":  {[]string{"--oidc-issuer", "https://a.example/.well-known/openid-configuration", "--oidc-client-id", "x"}, []string{"ISSUER"}},
		"no issuer":        {[]string{"--oidc-client-id", "x"}, []string{"CLIENT_ID"}},
		"all domains":      {[]string{"--oidc-issuer", "https://a.example", "--oidc-client-id", "x", "--oidc-domains", "*"}, []string{"DOMAINS"}},
		"a whole address":  {[]string{"--oidc-issuer", "https://a.example", "--oidc-client-id", "x", "--oidc-domains", "a@b.example"}, []string{"DOMAINS"}},
		"domains alone":    {[]string{"--oidc-domains", "a.example"}, []string{"DOMAINS"}},
		"a top-level name": {[]string{"--oidc-issuer", "https://a.example", "--oidc-client-id", "x", "--oidc-domains", "com"}, []string{"DOMAINS"}},
	} {
		_, err := Load(append([]string{"serve"}, one.args...), t.Output())
		problems, _ := errors.AsType[Problems](err)
		var names []string
		for _, p := range problems {
			names = append(names, strings.TrimPrefix(p.Name, "FELTBOARD_OIDC_"))
		}
		if !slices.Equal(names, one.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	load(t, "serve", "--oidc-issuer", "http://127.0.0.1:9000", "--oidc-client-id", "x") // for a trial
}
