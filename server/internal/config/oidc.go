package config

import (
	"net/url"
	"strings"
)

// OIDC is a provider of single sign-on by OpenID Connect. The zero OIDC is none.
type OIDC struct {
	// Issuer is its address, as it writes it itself.
	Issuer string
	// ClientID is what it calls this installation, and ClientSecret proves that; empty: a public client, which has PKCE alone.
	ClientID, ClientSecret string
	// Name is what people call it; Issuer's host if empty.
	Name string
	// Domains are those whose people come in without an invitation, once the provider says that their address is verified.
	Domains []string
}

type oidcSettings struct {
	OIDCIssuer   string `env:"FELTBOARD_OIDC_ISSUER" name:"oidc-issuer" placeholder:"URL" help:"Let people sign in by this provider of OpenID Connect. It sends them back to /api/sso/callback."`
	OIDCClientID string `env:"FELTBOARD_OIDC_CLIENT_ID" name:"oidc-client-id" placeholder:"ID" help:"What the provider calls this installation."`
	OIDCSecret   string `env:"FELTBOARD_OIDC_CLIENT_SECRET" name:"oidc-client-secret" placeholder:"SECRET" help:"The secret that goes with it (also FELTBOARD_OIDC_CLIENT_SECRET_FILE); none for a public client."`
	OIDCName     string `env:"FELTBOARD_OIDC_NAME" name:"oidc-name" placeholder:"NAME" help:"What people call the provider (its host)."`
	OIDCDomains  string `env:"FELTBOARD_OIDC_DOMAINS" name:"oidc-domains" placeholder:"DOMAIN,…" help:"Who has a verified e-mail address of these domains comes in without an invitation (nobody)."`
}

func (s oidcSettings) read(c *Config, problems *Problems) {
	o := &c.OIDC
	var err error
	if o.ClientSecret, err = secret("OIDC_CLIENT_SECRET", s.OIDCSecret); err != nil {
		problems.add("OIDC_CLIENT_SECRET_FILE", "%v", err)
	}
	o.Issuer, o.ClientID, o.Name = strings.TrimSpace(s.OIDCIssuer), strings.TrimSpace(s.OIDCClientID), strings.TrimSpace(s.OIDCName)
	for _, one := range split(s.OIDCDomains) {
		domain := strings.ToLower(strings.TrimPrefix(one, "@"))
		if domain == "" || strings.ContainsAny(domain, "@/*: ") || !strings.Contains(domain, ".") || strings.HasPrefix(domain, ".") || strings.HasSuffix(domain, ".") {
			problems.add("OIDC_DOMAINS", "must be domains of e-mail addresses like example.com, separated by commas")
			continue
		}
		o.Domains = append(o.Domains, domain)
	}
	if o.Issuer == "" {
		for name, set := range map[string]bool{"OIDC_CLIENT_ID": o.ClientID != "", "OIDC_CLIENT_SECRET": o.ClientSecret != "", "OIDC_DOMAINS": o.Domains != nil} {
			if set {
				problems.add(name, "is of single sign-on, which needs FELTBOARD_OIDC_ISSUER, too: the provider's address")
			}
		}
		return
	}
	u, err := url.Parse(o.Issuer)
	switch {
	case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "":
		problems.add("OIDC_ISSUER", "must be the provider's address as its /.well-known/openid-configuration calls it under “issuer”, like https://login.example.com/realms/team")
		return
	case u.Scheme == "http" && !isLoopback(u.Hostname()):
		problems.add("OIDC_ISSUER", "must be https: who is believed about who people are must be who answers")
	}
	if strings.HasSuffix(u.Path, "/.well-known/openid-configuration") {
		problems.add("OIDC_ISSUER", "must be without /.well-known/openid-configuration")
	}
	if o.ClientID == "" {
		problems.add("OIDC_CLIENT_ID", "must be set with FELTBOARD_OIDC_ISSUER: register this installation at the provider, which then names it")
	}
	if o.Name == "" {
		o.Name = u.Hostname()
	}
}
