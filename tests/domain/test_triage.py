"""Machine mail is told from people's, point by point (mail-layer 9, RFC 3834)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mailbot.domain.intent import MACHINE_KINDS, Kind
from mailbot.domain.mail import Address, DeliveryReport, Mail
from mailbot.domain.triage import DETECTORS, machine_reason

REQUEST = "Buongiorno, il telefono S/N VST4025440908K non si accende più. Mi aprite un RMA? Grazie"
EXCHANGE = (("thread-index", "AdxHcQ=="), ("thread-topic", "RMA"), ("x-ms-has-attach", ""))


def mail(
    *headers: tuple[str, str],
    sender: str = "m.rossi@partner.example",
    subject: str = "telefono guasto",
    text: str = REQUEST,
    envelope: str | None = "m.rossi@partner.example",
    **more: object,
) -> Mail:
    """A mail of a partner, with what a test changes."""
    names = {name for name, _ in headers}
    shown = () if "from" in names else (("from", f"Mario Rossi <{sender}>"),)
    base = Mail(
        message_id="<1@partner.example>",
        digest="0" * 64,
        received=datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        senders=(Address(sender, "Mario Rossi"),) if sender else (),
        subject=subject,
        text=text,
        headers=(*shown, *headers),
        envelope_sender=envelope,
    )
    return replace(base, **more)  # type: ignore[arg-type]


def kind_of(mail: Mail, site) -> Kind | None:
    """The machine kind, or None for a person."""
    found = machine_reason(mail, site)
    return found.kind if found is not None else None


def test_a_request_of_a_person_is_a_persons(site):
    """The plain case."""
    assert machine_reason(mail(), site) is None


ANSWER = {"in_reply_to": ("<RMA-2026-00042.n1.abc@voismart.example>",)}

MACHINES: dict[str, tuple[Mail, Kind]] = {
    "empty Return-Path": (mail(envelope=""), Kind.AUTO_REPLY),
    "Return-Path null": (mail(envelope="null"), Kind.AUTO_REPLY),
    "Return-Path of the mail system": (mail(envelope="MAILER-DAEMON@x.example"), Kind.BOUNCE),
    "mailer-daemon": (mail(sender="mailer-daemon@mx.example"), Kind.BOUNCE),
    "postmaster": (mail(sender="postmaster@partner.example"), Kind.BOUNCE),
    "mail system by name": (
        mail(("from", "Mail Delivery Subsystem <x@y.example>"), sender="x@y.example"),
        Kind.BOUNCE,
    ),
    "cron": (mail(sender="root@server.partner.example"), Kind.UNRELATED),
    "autoresponder": (mail(sender="autoreply@partner.example"), Kind.UNRELATED),
    "empty From": (mail(("from", "<>"), sender=""), Kind.AUTO_REPLY),
    "Auto-Submitted: auto-replied": (
        mail(("auto-submitted", "auto-replied (vacation)")),
        Kind.AUTO_REPLY,
    ),
    "Auto-Submitted: auto-generated": (
        mail(("auto-submitted", "Auto-Generated; owner=x")),
        Kind.AUTO_REPLY,
    ),
    "second Auto-Submitted": (
        mail(("auto-submitted", "no"), ("auto-submitted", "auto-notified")),
        Kind.AUTO_REPLY,
    ),
    "Precedence: bulk": (mail(("precedence", "bulk")), Kind.UNRELATED),
    "Precedence: JUNK": (mail(("precedence", "JUNK")), Kind.UNRELATED),
    "second Precedence": (mail(("precedence", "first"), ("precedence", "List")), Kind.UNRELATED),
    "bulk answer to our letter": (mail(("precedence", "bulk"), **ANSWER), Kind.AUTO_REPLY),
    "Precedence: auto_reply": (mail(("precedence", "auto_reply")), Kind.AUTO_REPLY),
    "X-Precedence": (mail(("x-precedence", "bulk")), Kind.UNRELATED),
    "X-Autoreply": (mail(("x-autoreply", "yes")), Kind.AUTO_REPLY),
    "X-Autorespond": (mail(("x-autorespond", "")), Kind.AUTO_REPLY),
    "X-Autoresponder": (mail(("x-autoresponder", "1")), Kind.AUTO_REPLY),
    "X-Vacation": (mail(("x-vacation", "yes")), Kind.AUTO_REPLY),
    "X-Auto-Response-Suppress: All": (
        mail(("x-auto-response-suppress", "All")),
        Kind.AUTO_REPLY,
    ),
    "X-Auto-Response-Suppress with AutoReply": (
        mail(("x-auto-response-suppress", "OOF, AutoReply")),
        Kind.AUTO_REPLY,
    ),
    "Exchange absence note": (
        mail(*EXCHANGE, ("x-auto-response-suppress", "All"), ("auto-submitted", "auto-generated")),
        Kind.AUTO_REPLY,
    ),
    "List-Id": (mail(("list-id", "<news.partner.example>")), Kind.UNRELATED),
    "List-Unsubscribe": (mail(("list-unsubscribe", "<mailto:x@y>")), Kind.UNRELATED),
    "List-Help": (mail(("list-help", "<mailto:x@y>")), Kind.UNRELATED),
    "Mailing-List": (mail(("mailing-list", "contact x@y; run by z")), Kind.UNRELATED),
    "X-BeenThere": (mail(("x-beenthere", "tech@lists.example")), Kind.UNRELATED),
    "X-Mailman-Version": (mail(("x-mailman-version", "2.1")), Kind.UNRELATED),
    "a list's owner": (mail(envelope="owner-tech@lists.example"), Kind.UNRELATED),
    "a list's bounces": (mail(envelope="tech-bounces+a=b.example@lists.example"), Kind.UNRELATED),
    "a list in Sender": (
        mail(("sender", "Tech <tech-request@lists.example>")),
        Kind.UNRELATED,
    ),
    "a list in Errors-To": (mail(("errors-to", "tech-owner@lists.example")), Kind.UNRELATED),
    "somebody else's list besides ours": (
        mail(("precedence", "list"), ("list-id", "<tech.lists.example>")),
        Kind.UNRELATED,
    ),
    "X-Loop": (mail(("x-loop", "tracker@other.example")), Kind.UNRELATED),
    "a tracker's notice": (mail(("x-roundup-loop", "hello")), Kind.UNRELATED),
    "a repository's notice": (mail(("x-github-reason", "mention")), Kind.UNRELATED),
    "mdaemon": (mail(sender="mdaemon@mx.example"), Kind.BOUNCE),
    "multipart/report": (
        mail(("content-type", "multipart/report; report-type=delivery-status")),
        Kind.BOUNCE,
    ),
    "delivery report": (mail(report=DeliveryReport("failed", "x@y.example")), Kind.BOUNCE),
    "delay notice": (mail(report=DeliveryReport("delayed", "x@y.example")), Kind.BOUNCE),
    "complaint": (mail(report=DeliveryReport("complaint", "x@y.example")), Kind.BOUNCE),
    "success notice": (mail(report=DeliveryReport("delivered", "x@y.example")), Kind.RECEIPT),
    "read receipt": (
        mail(("content-type", "multipart/report; report-type=disposition-notification")),
        Kind.RECEIPT,
    ),
    "read receipt in words": (
        mail(subject="Letto: RMA", text="Il messaggio del 18/11 è stato letto il 19/11."),
        Kind.RECEIPT,
    ),
    "read receipt of Notes": (
        mail(subject="Return Receipt", text="Your document: RMA\nwas received by: Mario at: 9:00"),
        Kind.RECEIPT,
    ),
    "answer to an invitation": (
        mail(("content-type", "text/calendar; charset=utf-8; method=REPLY")),
        Kind.UNRELATED,
    ),
    "PEC receipt": (mail(pec="receipt"), Kind.RECEIPT),
    "PEC delivered": (
        mail(pec="receipt", report=DeliveryReport("delivered", "")),
        Kind.RECEIPT,
    ),
    "PEC not delivered": (
        mail(pec="receipt", report=DeliveryReport("failed", "")),
        Kind.BOUNCE,
    ),
    "our own letter": (mail(own_desk="RMA@voismart.example"), Kind.AUTO_REPLY),
    "our own address": (mail(sender="rma@voismart.example"), Kind.AUTO_REPLY),
    "our own address with a plus": (mail(sender="rma+x.y@voismart.example"), Kind.AUTO_REPLY),
    "no-reply": (mail(sender="no-reply@portale.example"), Kind.UNRELATED),
    "noreply with more": (mail(sender="shop-noreply@portale.example"), Kind.UNRELATED),
    "no-reply that answers to no-reply": (
        mail(sender="noreply@portale.example", reply_to=(Address("do-not-reply@x.example"),)),
        Kind.UNRELATED,
    ),
}


@pytest.mark.parametrize("case", MACHINES)
def test_machine_mail_is_recognised(site, case):
    """One sample for each point of mail-layer 9."""
    sample, kind = MACHINES[case]
    found = machine_reason(sample, site)

    assert found is not None
    assert found.kind == kind
    assert found.kind in MACHINE_KINDS
    assert found.reason


PEOPLE: dict[str, Mail] = {
    "a Return-Path": mail(envelope="bounces+m.rossi=partner.example@relay.example"),
    "no Return-Path": mail(envelope=None),
    "a group that is the desk's own address": mail(
        ("precedence", "list"), ("list-id", "Desk <rma.voismart.example>"), ("x-beenthere", "")
    ),
    "the owner of a shop": mail(envelope="owner@shop.example"),
    "a secretary in Sender": mail(("sender", "Sara <sara@partner.example>")),
    "a person whose name holds a robot's": mail(sender="daemoni@partner.example"),
    "a person of the post office": mail(sender="master.post@partner.example"),
    "Auto-Submitted: no": mail(("auto-submitted", "No")),
    "Precedence: first-class": mail(("precedence", "first-class")),
    "Precedence: normal": mail(("precedence", "normal")),
    "X-Autoreply: no": mail(("x-autoreply", "no")),
    "Exchange asks for no reports": mail(("x-auto-response-suppress", "DR, RN, NRN, OOF")),
    "Exchange on a person's mail": mail(
        *EXCHANGE, ("x-auto-response-suppress", "DR, OOF, AutoReply")
    ),
    "Inbox rule of Exchange": mail(("x-ms-exchange-inbox-rules-loop", "a@partner.example")),
    "a list is named in the text": mail(text="Vedi List-Id nella mail del cliente. " + REQUEST),
    "multipart/mixed": mail(("content-type", "multipart/mixed; boundary=b")),
    "an invitation of a person": mail(("content-type", "text/calendar; method=REQUEST")),
    "a subject like a receipt's": mail(subject="Letto: il display è rotto", text=REQUEST),
    "PEC of a person": mail(pec="message"),
    "another desk's name": mail(own_desk="rma@other.example"),
    "an address like ours": mail(sender="rma@partner.example"),
    "portal with an answering address": mail(
        sender="noreply@portale.example", reply_to=(Address("resi@fiore.example"),)
    ),
    "generated automatically by a portal": mail(
        sender="resi@fiore.example", text=REQUEST + "\n\nMail generata automaticamente dal portale."
    ),
    "reply to an absence note": mail(
        subject="R: Risposta automatica: RMA", text="Buongiorno, " + REQUEST
    ),
    "absent in the subject, a request in the text": mail(subject="Assenza di linea", text=REQUEST),
}


@pytest.mark.parametrize("case", PEOPLE)
def test_mail_of_people_is_not_taken_for_a_machines(site, case):
    """One near miss for each point: a real request must not be lost."""
    assert machine_reason(PEOPLE[case], site) is None


NOTES = {
    "it": "Buongiorno, sono in ferie fino al 7 gennaio. Per urgenze scrivere a tecnici@x.example.",
    "it away": "Ciao, in questi giorni sono in trasferta, ti risponderò appena possibile.",
    "it closed": "I nostri uffici: siamo chiusi per ferie dal 10 al 20 agosto. Cordiali saluti",
    "it gone": "Buongiorno, non lavoro più in Fiore. Per ogni richiesta scrivere a info@x.example.",
    "en gone": "Mario is no longer with Fiore. Please contact info@x.example.",
    "en": "I am out of the office until Monday 30 November with limited access to my email.",
    "en leave": "Thank you for your mail. I'm on annual leave and will be back on 3 December.",
    "de": "Vielen Dank für Ihre Nachricht. Ich bin bis zum 30.11. nicht im Büro. "
    "In dringenden Fällen wenden Sie sich an Frau Rau.",
    "de holiday": "Ich bin derzeit im Urlaub und ab dem 1.12. wieder erreichbar.",
    "fr": "Bonjour, je suis absente du bureau jusqu'au 30 novembre. En cas d'urgence, contacter "
    "le standard.",
    "es": "Hola, estoy fuera de la oficina hasta el 30 de noviembre. Para temas urgentes, llamen.",
}


@pytest.mark.parametrize("case", NOTES)
def test_an_absence_note_without_headers_is_an_auto_reply(site, case):
    """Vacation texts in five languages (mail-layer 9)."""
    sample = mail(subject="Re: [RMA-2026-00042] Preventivo", text=NOTES[case], **ANSWER)

    assert kind_of(sample, site) == Kind.AUTO_REPLY


QUOTED = "\n\nIl giorno 18/11 RMA ha scritto:\n> Accettate il preventivo? Rispondete ACCETTO."


@pytest.mark.parametrize("case", NOTES)
def test_what_an_absence_note_quotes_does_not_make_it_a_persons(site, case):
    """Our own question stands below it."""
    sample = mail(subject="Re: [RMA-2026-00042] Preventivo", text=NOTES[case] + QUOTED, **ANSWER)

    assert kind_of(sample, site) == Kind.AUTO_REPLY


AUTOMATIC = {
    "it": "Grazie per averci scritto! La tua richiesta è stata presa in carico dal nostro sistema "
    "(ticket 99120). Messaggio generato automaticamente.",
    "en": "We have received your message and will reply within one day. This is an automated "
    "message, please do not reply.",
    "de": "Vielen Dank für Ihre E-Mail, wir haben sie erhalten. Diese Nachricht wurde automatisch "
    "erzeugt.",
    "fr": "Nous avons bien reçu votre message. Ceci est une réponse automatique.",
    "es": "Hemos recibido su mensaje correctamente. Este es un mensaje automático, por favor no "
    "responda.",
}


@pytest.mark.parametrize("case", AUTOMATIC)
def test_a_text_that_calls_itself_automatic_is_an_auto_reply(site, case):
    """A system's receipt without any header that says so (mail-layer 9)."""
    sample = mail(subject="Re: [RMA-2026-00042] Preventivo", text=AUTOMATIC[case], **ANSWER)

    assert kind_of(sample, site) == Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "text",
    [
        "Matricola: VST4025440908K\nDifetto: display nero\nMessaggio generato automaticamente dal "
        "portale resi, non rispondere a questo indirizzo.",
        "Accettiamo il preventivo. Messaggio inviato automaticamente dal gestionale, non "
        "rispondere.",
        "La segreteria dice 'messaggio automatico' e poi cade la linea.",
    ],
)
def test_a_request_that_a_system_sends_for_a_person_is_a_request(site, text):
    """A portal's form names a unit or an answer: somebody wants something."""
    assert kind_of(mail(text=text), site) is None


AWAY_BUT_ASKING = {
    "accepts": "Sono in ferie fino al 7 gennaio, accettiamo comunque il preventivo.",
    "asks": "Siamo chiusi fino al 7/1, il cliente decide a gennaio: potete tenere il materiale?",
    "faulty": "Il cliente è in ferie fino al 7/1 e il telefono non funziona, matricola 123456.",
    "ships": "Sono in trasferta fino a lunedì, la merce è stata spedita ieri con BRT.",
    "en": "I am out of the office until Monday but please go ahead with the repair.",
    "de": "Ich bin bis zum 30.11. nicht im Büro, bitte senden Sie das Gerät danach.",
    "fr": "Je suis absente jusqu'au 30 novembre, veuillez envoyer le devis à ma collègue.",
    "es": "Estoy fuera de la oficina hasta el 30, aceptamos el presupuesto.",
    "someone else": "Il tecnico è in ferie, torna il 7/1 e allora vi chiama.",
    "only away": "Sono assente.",
    "nothing": "",
    "a long letter": "Sono in ferie fino al 7 gennaio. " * 60,
}


@pytest.mark.parametrize("case", AWAY_BUT_ASKING)
def test_a_person_who_is_away_and_wants_something_is_a_person(site, case):
    """An acceptance in an absence is an acceptance; words about others say nothing."""
    sample = mail(subject="Re: Preventivo", text=AWAY_BUT_ASKING[case], **ANSWER)

    assert machine_reason(sample, site) is None


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: RMA",
        "Risposta automatica: [RMA-2026-00042] Preventivo",
        "Out of Office: RMA",
        "Fuori ufficio",
        "Automatische Antwort: RMA",
        "Abwesenheitsnotiz: RMA",
        "Réponse automatique : RMA",
        "Respuesta automática: RMA",
        "Autoreply: RMA",
        "Automatisch antwoord: RMA",
        "Resposta automática: RMA",
        "Automatyczna odpowiedź: RMA",
        "Autosvar: RMA",
        "Automatiskt svar: RMA",
        "Automatická odpověď: RMA",
        "Автоматический ответ: RMA",
        "自动答复: RMA",
    ],
)
def test_the_subject_of_an_absence_note_is_enough(site, subject):
    """Whatever its text says, as long as it asks for nothing."""
    sample = mail(subject=subject, text="Torno lunedì. Saluti, Cesare", **ANSWER)

    assert kind_of(sample, site) == Kind.AUTO_REPLY


def test_an_absent_member_of_staff_is_left_to_the_commands(site):
    """`HOLD until 7/1: cliente in ferie` must never be taken for a note."""
    staff = site.staff[0].addresses[0]
    text = "Sono in ferie fino al 7 gennaio, per urgenze scrivere a Giulia."

    assert machine_reason(mail(sender=staff, text=text), site) is None


def test_a_list_that_asks_for_a_return_is_shown_to_staff(site):
    """Never answered, never lost (mail-layer 9)."""
    found = machine_reason(mail(("list-id", "<tecnici.partner.example>")), site)

    assert found is not None
    assert found.asks


@pytest.mark.parametrize(
    ("sample", "asks"),
    [
        (mail(("auto-submitted", "auto-generated")), True),
        (mail(("auto-submitted", "auto-generated"), **ANSWER), False),
        (mail(("list-id", "<news>"), subject="Novità", text="Il nuovo listino è qui."), False),
        (mail(report=DeliveryReport("failed", "")), False),
        (mail(envelope="", subject="Risposta automatica: RMA"), False),
    ],
)
def test_only_what_asks_of_its_own_is_shown(site, sample, asks):
    """An answer to our letter repeats our words."""
    found = machine_reason(sample, site)

    assert found is not None
    assert found.asks == asks


FAILED = ("authentication-results", "{server}; spf=fail; dkim=none; dmarc=fail header.from=x")
FRAUD = "Il pacco è in giacenza: versare 1,99 EUR entro 24 ore su http://x.example/paga"


def failed(site) -> tuple[str, str]:
    """What our own server found."""
    return FAILED[0], FAILED[1].format(server=site.trusted_server)


def test_fraud_that_fails_authentication_is_unrelated(site):
    """By several marks together; it is not shown as a request."""
    found = machine_reason(mail(failed(site), text=FRAUD), site)

    assert found is not None
    assert found.kind == Kind.UNRELATED
    assert "DMARC failed" in found.reason
    assert not found.asks


def test_advertising_is_unrelated(site):
    """No header needed."""
    text = "Offerta speciale, 30% di sconto! Clicca qui: http://x.example. Per disiscriverti, qui."
    sample = mail(text=text, envelope="bounce@massmail.example")

    assert kind_of(sample, site) == Kind.UNRELATED


def test_a_spam_filter_is_believed_together_with_another_mark(site):
    """Not alone: it errs."""
    flag = ("x-spam-flag", "YES")

    assert kind_of(mail(flag), site) is None
    assert kind_of(mail(flag, text="Vinci: http://x.example"), site) == Kind.UNRELATED


@pytest.mark.parametrize(
    "sample",
    [
        mail(text="Vedi http://support.example/ticket/1. " + REQUEST),
        mail(("x-mailer", "PHPMailer 6.9"), text=REQUEST + " http://portale.example/reso/1"),
        mail(text=FRAUD, **ANSWER),
        mail(text=FRAUD, references=("<a@b>",)),
        mail(("authentication-results", "evil.example; dmarc=fail"), text="http://a " + REQUEST),
        mail(sender="", text=FRAUD, envelope="x@y.example"),
    ],
)
def test_a_request_with_one_mark_is_still_a_request(site, sample):
    """Nobody is called a swindler for a link, a mailer or somebody else's verdict."""
    assert machine_reason(sample, site) is None


def test_soft_failures_weigh_less(site):
    """SPF breaks when mail is forwarded."""
    verdict = ("authentication-results", f"{site.trusted_server}; spf=softfail; dmarc=none")

    assert kind_of(mail(verdict, text=REQUEST + " http://x.example"), site) is None
    assert kind_of(mail(verdict, text=FRAUD), site) == Kind.UNRELATED


def test_staff_never_solicit(site):
    """Whatever they forward."""
    staff = site.staff[0].addresses[0]

    assert machine_reason(mail(failed(site), sender=staff, text=FRAUD), site) is None


def test_a_subdomain_of_the_sender_is_his(site):
    """Bounce addresses live there."""
    advert = "Special offer: click here http://x.example"
    own = mail(text=advert, envelope="b@mail.partner.example")

    assert machine_reason(own, site) is None
    assert kind_of(replace(own, envelope_sender="b@massmail.example"), site) is None


def test_every_detector_is_asked(site):
    """Each row of the table finds at least one of the samples here."""
    samples = [m for m, _ in MACHINES.values()]
    samples += [mail(text=NOTES["it"], subject="Re: x"), mail(failed(site), text=FRAUD)]

    for detect in DETECTORS:
        assert any(detect(sample, site) for sample in samples), detect.__name__


TICKET_SYSTEMS = {
    "it": "-- Rispondi sopra questa riga --\n\nLa tua richiesta è stata registrata con il numero "
    "99120.",
    "it, number first": "Scrivete la risposta sopra questa linea\n\nLa segnalazione n. 99120 è "
    "stata presa in carico.",
    "en": "##- Please type your reply above this line -##\n\nYour request (99120) has been "
    "received and is being reviewed by our support staff.",
    "en, number last": "Reply above this line\n\nYour request was logged as #99120",
    "de": "Bitte antworten Sie oberhalb dieser Zeile.\n\nIhre Anfrage wurde unter der Nummer 99120 "
    "erfasst.",
    "fr": "Veuillez écrire votre réponse au-dessus de cette ligne\nVotre demande a été enregistrée "
    "sous le numéro 99120",
    "es": "Escriba su respuesta por encima de esta línea\nSu solicitud ha sido registrada con el "
    "número 99120",
}


@pytest.mark.parametrize("case", TICKET_SYSTEMS)
def test_the_receipt_of_a_ticket_system_is_an_auto_reply(site, case):
    """It says where to answer, and the number that it gave our mail (mail-layer 9)."""
    text = TICKET_SYSTEMS[case]
    sample = mail(subject="Re: [RMA-2026-00042] Preventivo", text=text, **ANSWER)
    assert kind_of(sample, site) == Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "text",
    [
        "## Reply above this line ##\n\nMario Rossi commented: we accept the quote.",
        "## Rispondi sopra questa riga ##\n\nMario Rossi: il telefono è muto da lunedì.",
        "La richiesta 99120 è stata registrata male: il telefono è un altro.",
    ],
)
def test_what_a_person_writes_in_a_ticket_system_is_a_persons(site, text):
    """His words come through it under the same line."""
    assert kind_of(mail(text=text, **ANSWER), site) is None
