// A real provider of OpenID Connect for tests: `node oidc.mjs` says “issuer URL” once it listens, and ends with its input.
// Whoever is named in `people` signs in by their name alone. It insists on PKCE and takes back to any /api/sso/callback of
// this machine.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

/** What it says of whom, by the name they sign in with. Anybody else is somebody without an e-mail address. */
const people = {
  ada: { email: 'Ada@Example.com', email_verified: true, name: 'Ada Lovelace' },
  grace: { email: 'grace@example.com', email_verified: true, name: 'Grace Hopper' },
  hedy: { email: 'hedy@example.org', email_verified: true, name: 'Hedy Lamarr' },
  mallory: { email: 'grace@example.com', email_verified: false, name: 'Mallory' },
  katherine: { email: 'katherine@example.com', email_verified: true, given_name: 'Katherine', family_name: 'Johnson' },
};

const server = createServer().listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'feltboard',
        client_secret: 'provider-secret',
        redirect_uris: ['http://127.0.0.1/api/sso/callback'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'given_name', 'family_name'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: ['test'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    interactions: { url: (_, interaction) => `/as/${interaction.uid}` },
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client.clientId,
        accountId: ctx.oidc.session.accountId,
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });
  provider.Client.prototype.redirectUriAllowed = (uri) => {
    const to = new URL(uri);
    return to.hostname === '127.0.0.1' && to.pathname === '/api/sso/callback';
  };
  const answer = provider.callback();
  server.on('request', async (req, res) => {
    const uid = /^\/as\/([\w-]+)$/.exec(req.url)?.[1];
    if (uid === undefined) return answer(req, res);
    if (req.method !== 'POST') {
      res.setHeader('Content-Type', 'text/html; charset=utf-8');
      return res.end(
        `<!doctype html><html lang="en"><title>Provider</title><form method="post"><label>Name <input name="login" autofocus></label> <button>Sign in</button> <button name="no" value="1">Cancel</button></form>`,
      );
    }
    let body = '';
    for await (const part of req) body += part;
    const form = new URLSearchParams(body);
    const result = form.has('no')
      ? { error: 'access_denied' }
      : { login: { accountId: form.get('login'), remember: false } };
    await provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
  });
  console.log(`issuer ${issuer}`);
});

process.stdin.resume().on('end', () => process.exit());
