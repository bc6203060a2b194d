"""German, at the desk."""

from bot.present.phrases.desk.shape import (
    CheckupWords,
    CommandWords,
    DeletingWords,
    DeskWords,
    HeldWords,
    HomeWords,
    MenuWords,
    PrivacyWords,
    RepeatingWords,
    SettingsWords,
    StrayWords,
    WelcomeWords,
)
from bot.present.phrases.plural import Plural

DESK = DeskWords(
    welcome=WelcomeWords(
        questions=Plural(one="{n} Frage", other="{n} Fragen"),
        length=Plural(
            one="Etwa {questions}, {n} Minute. Sie können jederzeit aufhören und später weitermachen.",
            other="Etwa {questions}, {n} Minuten. Sie können jederzeit aufhören und später weitermachen.",
        ),
        run_by="{operator} betreibt diesen Check. Was mit Ihren Antworten geschieht: /privacy",
        run_by_nobody="Was mit Ihren Antworten geschieht: /privacy",
        start="Beginnen",
    ),
    menu=MenuWords(
        choose="Welchen Check möchten Sie machen?",
        go_on="Weiter: {title}",
        done="{title} (fertig)",
        empty="Hier gibt es gerade keinen Check. Bitte schauen Sie später wieder vorbei.",
        leads_nowhere="Diesen Check gibt es hier nicht oder nicht mehr.",
    ),
    settings=SettingsWords(
        language="Sprache: {language}",
        reminders_on="Erinnerungen sind an.",
        reminders_off="Erinnerungen sind aus.",
        choose_language="Sprache wählen",
        turn_on="Erinnerungen einschalten",
        turn_off="Erinnerungen ausschalten",
        privacy="Datenschutz",
        my_data="Meine Daten",
        delete="Meine Daten löschen",
        which_language="Welche Sprache möchten Sie?",
        language_chosen="Ihre Sprache ist jetzt: {language}.",
        turned_on="Erinnerungen sind an. Ein Check, der auf Sie wartet, meldet sich.",
        turned_off="Erinnerungen sind aus. Wieder einschalten: /settings",
        unsubscribed=Plural(
            one="Sie bekommen keine Nachrichten mehr, um die Sie nicht gebeten haben. {n} Antwort ist "
            "gespeichert. Weitermachen: /continue",
            other="Sie bekommen keine Nachrichten mehr, um die Sie nicht gebeten haben. {n} Antworten sind "
            "gespeichert. Weitermachen: /continue",
        ),
        unsubscribed_empty="Sie bekommen keine Nachrichten mehr, um die Sie nicht gebeten haben. "
        "Weitermachen: /continue",
        reminders_at="Erinnerungen kommen um {time} (Zeit in {zone}).",
        reminders_at_work="Erinnerungen kommen montags bis freitags zwischen {begin} und {end} (Zeit in "
        "{zone}).",
        choose_time="Zeit der Erinnerungen",
        which_time="Um welche Zeit dürfen Erinnerungen kommen? Es gilt die Zeit in {zone}.",
        at_work="Während der Arbeitszeit",
        time_chosen="Erinnerungen kommen jetzt um {time} (Zeit in {zone}).",
        at_work_chosen="Erinnerungen kommen jetzt montags bis freitags zwischen {begin} und {end} (Zeit in "
        "{zone}).",
        no_zone="Eine Zeit für Erinnerungen lässt sich hier nicht wählen, weil Ihre Zeitzone nicht bekannt "
        "ist.",
        checkins_on="Einladungen zu Check-ins Ihrer Teams sind an.",
        checkins_off="Einladungen zu Check-ins Ihrer Teams sind aus.",
        checkins_off_until="Einladungen zu Check-ins Ihrer Teams sind aus bis {day}.",
        turn_checkins_on="Zu Check-ins einladen",
        turn_checkins_off="Keine Check-ins für mich",
        pause_checkins="Drei Monate keine Check-ins",
        checkins_turned_on="Zu Check-ins Ihrer Teams werden Sie wieder eingeladen.",
        checkins_turned_off="Zu Check-ins Ihrer Teams kommen keine Einladungen und keine Erinnerungen "
        "mehr. Was offen ist, können Sie noch beantworten. Wieder einschalten: /settings",
        checkins_paused="Bis {day} kommen keine Einladungen zu Check-ins Ihrer Teams. Früher wieder "
        "einschalten: /settings",
    ),
    privacy=PrivacyWords(
        operator="{operator} betreibt diesen Check, kann Ihre Antworten sehen und ist für sie "
        "verantwortlich.",
        nobody="Wer Ihnen diesen Check anbietet, betreibt ihn, kann Ihre Antworten sehen und ist für sie "
        "verantwortlich.",
        purpose="Ihre Antworten dienen dazu, Ihr Ergebnis zu berechnen. Kontaktdaten werden nur mit Ihrer "
        "Einwilligung gespeichert und nur für das genutzt, dem Sie zugestimmt haben.",
        years=Plural(
            one="Antworten und Ergebnisse werden {n} Jahr nach Ihrer letzten Antwort gelöscht.",
            other="Antworten und Ergebnisse werden {n} Jahre nach Ihrer letzten Antwort gelöscht.",
        ),
        days=Plural(
            one="Technische Aufzeichnungen werden {n} Tag lang aufbewahrt.",
            other="Technische Aufzeichnungen werden {n} Tage lang aufbewahrt.",
        ),
        shared="Checkup gibt nichts an Dritte weiter. Die Nachrichten selbst befördert der Messenger. "
        "Anonyme Teamrunden zeigen nur Gruppen, nie eine einzelne Person.",
        see="Alles sehen, was über Sie gespeichert ist: /mydata",
        erase="All das löschen: /delete",
        more="Mehr dazu:",
    ),
    held=HeldWords(
        title="Was über Sie gespeichert ist",
        since="Hier seit dem {day}, über {channel}.",
        finished="{title}: begonnen am {day}, abgeschlossen",
        unfinished="{title}: begonnen am {day}, nicht abgeschlossen",
        no_answers="Keine Antworten.",
        result="Ergebnis: {result}",
        agreed="Dem haben Sie zugestimmt: {wording}",
        caption="Dasselbe als Datei, zum Aufbewahren.",
        nothing="Von Ihnen sind keine Antworten und keine Ergebnisse gespeichert, nur die Adresse dieses "
        "Chats, damit Sie Antwort bekommen.",
        round_invited="{team}, {title}: eingeladen",
        round_declined="{team}, {title}: Sie haben gesagt: diesmal nicht",
        round_open="{team}, {title}: begonnen, nicht fertig",
        round_anonymous="{team}, {title}: Sie haben mitgemacht. Anonym: Ihre Antworten lassen sich "
        "nicht mehr finden.",
        round_named="{team}, {title}: Sie haben mitgemacht, mit Ihrem Namen",
        rounds="Check-ins Ihrer Teams",
        kept="Gemerkt, damit Sie nicht noch einmal gefragt werden",
        forget="Gemerktes vergessen",
        forgotten="Vergessen. Sie werden wieder gefragt.",
    ),
    deleting=DeletingWords(
        asked="Soll alles gelöscht werden? Das sind alle Ihre Antworten, Ergebnisse und Einwilligungen, Ihre "
        "Einstellungen und unsere Aufzeichnung der Nachrichten.",
        for_good="Das lässt sich nicht rückgängig machen.",
        delete_everything="Alles löschen",
        keep="Behalten",
        deleted="Alles ist gelöscht. Über Sie ist nichts mehr gespeichert.",
        receipt="Beleg {number}, {day}",
        conversations="Gemachte Checks: {n}",
        answers="Antworten: {n}",
        results="Ergebnisse: {n}",
        consents="Einwilligungen: {n}",
        messages="Nachrichten: {n}",
        updates="Technische Aufzeichnungen: {n}",
        afterwards="Was in diesem Chat steht, bleibt, bis Sie es dort löschen. Ein neuer Anfang: /start",
        kept="Es wurde nichts gelöscht. Alles ist, wie es war.",
    ),
    stray=StrayWords(
        unreadable="Lesbar sind hier nur Worte. Bitte tippen Sie Ihre Antwort oder wählen Sie eine aus.",
        unreadable_nothing_open="Lesbar sind hier nur Worte. Bitte schreiben Sie oder tippen Sie etwas an. "
        "Was Sie tun können: /help",
        unknown_command="Diesen Befehl gibt es hier nicht. Diese gibt es:",
        rewritten="Gelesen werden nur neue Nachrichten, keine geänderten. Eine Antwort ändern Sie mit "
        "„{my_answers}“ oder /back",
        trouble="Bei uns ist etwas schiefgegangen. Verloren ist nichts. Bitte versuchen Sie es noch einmal "
        "oder machen Sie weiter mit /continue",
        too_much="Es kam mehr auf einmal, als hier gelesen werden kann; das Letzte wurde nicht gelesen. "
        "Bitte warten Sie einen Moment und machen Sie dann weiter.",
        lost="{title}: Dieser Check lässt sich nicht so fortsetzen, wie er begann. Ihre Antworten bleiben "
        "gespeichert. Sie können ihn neu beginnen.",
        nothing_to_go_on="Es ist kein Check offen, mit dem es weitergehen könnte.",
        only_in_private="Checks macht man hier im privaten Chat mit mir, wo sonst niemand mitliest.",
        open_in_private="Privaten Chat öffnen",
        not_yours="Diese Schaltfläche gehört jemand anderem oder ist zu alt. Es hat sich nichts geändert.",
        share_contact="Statt sie zu tippen, können Sie Ihre eigene Nummer mit einer Berührung teilen.",
        share_my_number="Meine Nummer teilen",
    ),
    command=CommandWords(
        start="Beginnen oder einen Check wählen",
        continue_="Weitermachen, wo Sie waren",
        back="Die Frage davor",
        cancel="Den Check verlassen; Antworten bleiben",
        restart="Neu beginnen",
        result="Ihr Ergebnis sehen",
        language="Ihre Sprache wählen",
        settings="Sprache und Erinnerungen",
        privacy="Wer was sieht und wie lange",
        mydata="Alles sehen, was über Sie gespeichert ist",
        delete="Alles löschen, was über Sie gespeichert ist",
        stop="Keine Nachrichten mehr ungefragt",
        help="Was Sie hier tun können",
        about="Checks als Chat: ein paar Berührungen, ein paar Minuten, und Sie sehen, wo Sie stehen und was "
        "Sie als Nächstes aufbauen sollten. Sie können jederzeit aufhören und später weitermachen.",
        run_by="{operator} betreibt das hier. Was mit Ihren Antworten geschieht: /privacy",
        run_by_nobody="Was mit Ihren Antworten geschieht: /privacy",
        about_briefly="Checks als Chat: Sehen Sie, wo Sie stehen und was als Nächstes aufzubauen ist.",
    ),
    checkup=CheckupWords(
        title="Was Sie hier tun können:",
        menu="Sehen, welche Checks es gibt",
        start="Einen Check beginnen oder weitermachen",
        flow="name-des-checks",
        team="Einen Team-Check-in beginnen",
        checkins="Team-Check-ins, um die Sie sich kümmern",
        bare="In unseren Direktnachrichten genügt das Wort allein: help",
        unknown="„{word}“ kenne ich nicht. Das kenne ich:",
        look_in_messages="Ich habe Ihnen in unseren Direktnachrichten geschrieben.",
        not_installed="Checkup ist in diesem Workspace nicht installiert. Wer ihn verwaltet, kann es "
        "installieren.",
        could_not_now="Das ging gerade nicht. Nichts ist verloren. Bitte versuchen Sie es in einer Minute "
        "wieder.",
    ),
    home=HomeWords(
        run_by="{operator} betreibt das hier.",
        open_messages="Nachrichten öffnen",
        todo="Zu tun",
        nothing_to_do="Gerade gibt es nichts zu tun.",
        length=Plural(one="Etwa {questions}, {n} Minute", other="Etwa {questions}, {n} Minuten"),
        resume="Weitermachen, wo Sie waren",
        nothing_open="Kein Check ist offen.",
        continue_="Weitermachen",
        last_active="Zuletzt aktiv am {day}",
        results="Meine Ergebnisse",
        no_results="Noch gibt es keine Ergebnisse. Sie kommen nach der letzten Frage eines Checks.",
        finished="Abgeschlossen am {day}",
        show="Ergebnis zeigen",
        more=Plural(one="Und noch eins: {command}", other="Und {n} weitere: {command}"),
        settings="Einstellungen",
        language="Sprache",
        time="Zeit der Erinnerungen",
        zone="Ihre Zeitzone: {zone}",
        held="Über Sie gespeichert sind Ihre Antworten, Ergebnisse und Einwilligungen, Ihre Sprache, Ihre "
        "Zeitzone und die Nachrichten zwischen uns.",
        page="Mehr zum Datenschutz",
        help="Was Sie hier tun können: /help",
    ),
    repeating=RepeatingWords(
        will_ask="Am {day} frage ich Sie wieder. Abschalten: /stop oder /settings",
        due="{title}: Ihr letztes Ergebnis ist vom {day}. Machen Sie den Check noch einmal und sehen Sie, "
        "was sich geändert hat.",
        due_some_time="{title}: Es ist eine Weile her. Machen Sie den Check noch einmal und sehen Sie, was "
        "sich geändert hat.",
        invitation="{title}: ein paar Fragen, ein paar Minuten, und Sie sehen, wo Sie stehen.",
    ),
)
