"""Advertising, phishing and other unwanted mail, known by several marks together, never by one."""

import re
from collections.abc import Iterator

from mailbot.domain.mail import Mail
from mailbot.domain.site import Site

_READ = 20_000
_ENOUGH = 5
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_PRESSURE = re.compile(
    r"entro (?:24|48|72) ?ore|within (?:24|48|72) ?hours|innerhalb von (?:24|48) stunden"
    r"|sous (?:24|48) ?h"
    r"|en (?:24|48) horas|account (?:sospeso|bloccato|suspended)|verify your (?:account|identity"
    r"|password)"
    r"|verifi(?:ca|chi) (?:il|i) (?:suo|tuo|suoi|tuoi|vostro|propri)|conto (?:sospeso|bloccato)"
    r"|in giacenza"
    r"|konto (?:gesperrt|best[äa]tigen)|v[ée]rifiez votre (?:compte|identit)|verifique su cuenta"
    r"|sblocc(?:a|are)|versare|bitcoin|wallet|gift ?card|you have won|hai vinto|password (?:scad"
    r"|expir)"
    r"|mailbox (?:is )?(?:full|quota)[^.\n]{0,40}(?:click|verify)",
    re.IGNORECASE,
)
_SALES = re.compile(
    r"(?:clicca|click|klicken sie|cliquez|haga clic) (?:qui|here|hier|ici|aqu[ií])"
    r"|offerta (?:speciale|limitata|esclusiva)"
    r"|special offer|sonderangebot|offre sp[ée]ciale|oferta especial|\d{2} ?% (?:di sconto|off"
    r"|rabatt|de remise|descuento)"
    r"|seo\b|backlink|first page of google|prima pagina (?:di|su) google|lead generation|webinar"
    r"|leads? qualificat"
    r"|casino|viagra|cialis|crypto|prestito|finanziamento a fondo perduto|investment opportunity"
    r"|loan offer",
    re.IGNORECASE,
)
_OPT_OUT = re.compile(
    r"unsubscribe|disiscri|cancella(?:re|ti)? (?:la tua |l')?iscrizione|annulla(?:re)? (?:la tua "
    r"|l')?iscrizione"
    r"|non desider[ai] (?:pi[ùu] )?ricevere|abmelden|abbestellen|d[ée]sabonner|d[ée]sinscri"
    r"|darse de baja"
    r"|cancelar (?:la )?suscripci|view (?:this|it) (?:e-?mail )?in (?:your )?browser",
    re.IGNORECASE,
)
_MAILERS = re.compile(r"phpmailer|mailchimp|sendinblue|brevo|mailup|sendy|mass ?mail|the bat", re.I)


def solicits(mail: Mail, site: Site) -> tuple[str, ...]:
    """The marks of unwanted mail where they are enough, else nothing."""
    if mail.sender is None or site.staff_member(mail.sender.email) is not None:
        return ()
    if mail.in_reply_to or mail.references:
        return ()
    marks = tuple(_marks(mail, site))
    return tuple(name for name, _ in marks) if sum(w for _, w in marks) >= _ENOUGH else ()


def _marks(mail: Mail, site: Site) -> Iterator[tuple[str, int]]:
    """Each mark found, and its weight."""
    text = f"{mail.subject}\n{mail.text[:_READ]}"
    verdict = _own_verdict(mail, site)
    if re.search(r"\bdmarc=fail", verdict):
        yield "DMARC failed", 3
    elif re.search(r"\bspf=(?:fail|softfail)", verdict):
        yield "SPF failed", 2
    spam = " ".join((*mail.all("x-spam-flag"), *mail.all("x-spam-status"), *mail.all("x-spam")))
    if re.match(r"\s*(?:yes|true)", spam, re.IGNORECASE):
        yield "a spam filter says so", 4
    if _PRESSURE.search(text):
        yield "it threatens or promises money", 2
    if _SALES.search(text):
        yield "it sells something", 2
    if _OPT_OUT.search(text):
        yield "it offers to unsubscribe", 2
    if _LINK.search(text):
        yield "it has links", 1
    mailer = " ".join((mail.header("x-mailer") or "", mail.header("user-agent") or ""))
    if _MAILERS.search(mailer):
        yield "a mass mailer sent it", 1
    domain = mail.sender.domain if mail.sender is not None else ""
    envelope = (mail.envelope_sender or "").rpartition("@")[2]
    if envelope and domain and not _related(envelope, domain):
        yield "its envelope has another domain", 1


def _own_verdict(mail: Mail, site: Site) -> str:
    """The topmost Authentication-Results, if our own server wrote it."""
    top = (mail.header("authentication-results") or "").strip().lower()
    server = re.split(r"[;\s]", top, maxsplit=1)[0]
    return top if site.trusted_server and server == site.trusted_server.lower() else ""


def _related(one: str, other: str) -> bool:
    """True for a domain and one below it."""
    return one == other or one.endswith("." + other) or other.endswith("." + one)
