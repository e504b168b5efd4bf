/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Shotcut's panel of the filter. Each row is one property of it; an empty text leaves the property to the mission. */
import QtQuick 2.12
import QtQuick.Controls 2.12
import QtQuick.Layouts 1.12
import Shotcut.Controls 1.0 as Shotcut

Item {
    id: panel

    readonly property var texts: ['resource', 'columns', 'liftoff', 'offset', 'reserve']
    readonly property var layouts: ['', 'broadcast', 'club', 'cockpit', 'console', 'data', 'docking', 'film', 'hud', 'lower-third', 'minimal', 'soyuz', 'station', 'tracking', 'webcast']
    readonly property var units: ['layout', 'metric', 'imperial', 'nautical']
    readonly property var languages: ['en', 'ru', 'es', 'fr', 'de', 'zh', 'ja']
    property bool reading: false
    property var dialog: null

    function place() {
        return Math.max(producer.position - (filter.in - producer.in), 0);
    }

    function animated() {
        return filter.keyframeCount('opacity') > 0;
    }

    function read() {
        reading = true;
        resource.text = filter.get('resource');
        columns.text = filter.get('columns');
        liftoff.text = filter.get('liftoff');
        offset.text = filter.get('offset');
        reserve.text = filter.get('reserve');
        layout.currentIndex = Math.max(layouts.indexOf(filter.get('layout')), 0);
        unit.currentIndex = Math.max(units.indexOf(filter.get('units')), 0);
        language.currentIndex = Math.max(languages.indexOf(filter.get('language')), 0);
        opacity.value = filter.getDouble('opacity', place()) * 100;
        keys.checked = animated();
        reading = false;
    }

    function write(name, text) {
        if (!reading && filter.get(name) !== text)
            filter.set(name, text);
    }

    function path(url) {
        return decodeURIComponent(url.toString().replace(/^file:\/\//, ''));
    }

    // The dialogs of Qt 5 and of Qt 6 are of one name and two kinds.
    function choose(field) {
        var kinds = ['import QtQuick.Dialogs 1.2; FileDialog { property url chosen: fileUrl }',
                     'import QtQuick.Dialogs; FileDialog { property url chosen: selectedFile }'];
        for (var i = 0; i < kinds.length && !dialog; i++) {
            try {
                dialog = Qt.createQmlObject(kinds[i], panel);
            } catch (error) {
                dialog = null;
            }
        }
        if (!dialog)
            return;
        dialog.accepted.connect(function accept() {
            dialog.accepted.disconnect(accept);
            field.text = path(dialog.chosen);
            field.editingFinished();
        });
        dialog.open();
    }

    width: 400
    height: 420
    Component.onCompleted: {
        if (filter.isNew) {
            filter.set('opacity', 1);
            filter.savePreset(preset.parameters);
        }
        read();
    }

    GridLayout {
        columns: 3
        anchors.fill: parent
        anchors.margins: 8

        Label {
            text: qsTr('Preset')
            Layout.alignment: Qt.AlignRight
        }

        Shotcut.Preset {
            id: preset

            Layout.columnSpan: 2
            parameters: panel.texts.concat(['layout', 'units', 'language', 'opacity'])
            onBeforePresetLoaded: filter.resetProperty('opacity')
            onPresetSelected: panel.read()
        }

        Label {
            text: qsTr('File')
            Layout.alignment: Qt.AlignRight
        }

        TextField {
            id: resource

            Layout.fillWidth: true
            placeholderText: qsTr('a mission (*.mission), a log, an ephemeris or an element set')
            selectByMouse: true
            onEditingFinished: panel.write('resource', text)
        }

        Shotcut.Button {
            text: qsTr('Open...')
            onClicked: panel.choose(resource)
        }

        Label {
            text: qsTr('Columns')
            Layout.alignment: Qt.AlignRight
        }

        TextField {
            id: columns

            Layout.fillWidth: true
            Layout.columnSpan: 2
            placeholderText: 'altitude=alt:ft,time=t:s'
            selectByMouse: true
            onEditingFinished: panel.write('columns', text)
        }

        Label {
            text: qsTr('Layout')
            Layout.alignment: Qt.AlignRight
        }

        Shotcut.ComboBox {
            id: layout

            Layout.columnSpan: 2
            implicitWidth: 220
            model: [qsTr('As the mission says'), 'Broadcast', 'Club', 'Cockpit', 'Data', 'Film', 'HUD', 'Lower third', 'Minimal', 'Soyuz', 'Station', 'Tracking', 'Webcast']
            onActivated: panel.write('layout', panel.layouts[currentIndex])
        }

        Label {
            text: qsTr('Liftoff at')
            Layout.alignment: Qt.AlignRight
        }

        TextField {
            id: liftoff

            Layout.fillWidth: true
            Layout.columnSpan: 2
            placeholderText: '12.48   0:00:12.480   #374'
            selectByMouse: true
            onEditingFinished: panel.write('liftoff', text)
        }

        Label {
            text: qsTr('Offset')
            Layout.alignment: Qt.AlignRight
        }

        TextField {
            id: offset

            Layout.fillWidth: true
            Layout.columnSpan: 2
            placeholderText: qsTr('seconds; 0.5 shows later telemetry')
            selectByMouse: true
            onEditingFinished: panel.write('offset', text)
        }

        Label {
            text: qsTr('Units')
            Layout.alignment: Qt.AlignRight
        }

        Shotcut.ComboBox {
            id: unit

            Layout.columnSpan: 2
            implicitWidth: 220
            model: [qsTr('Layout'), qsTr('Metric'), qsTr('Imperial'), qsTr('Nautical')]
            onActivated: panel.write('units', panel.units[currentIndex])
        }

        Label {
            text: qsTr('Language')
            Layout.alignment: Qt.AlignRight
        }

        Shotcut.ComboBox {
            id: language

            Layout.columnSpan: 2
            implicitWidth: 220
            model: ['English', 'Русский', 'Español', 'Français', 'Deutsch', '中文', '日本語']
            onActivated: panel.write('language', panel.languages[currentIndex])
        }

        Label {
            text: qsTr('Keep free')
            Layout.alignment: Qt.AlignRight
        }

        TextField {
            id: reserve

            Layout.fillWidth: true
            Layout.columnSpan: 2
            placeholderText: 'bottom 12%; right 20%'
            selectByMouse: true
            onEditingFinished: panel.write('reserve', text)
        }

        Label {
            text: qsTr('Opacity')
            Layout.alignment: Qt.AlignRight
        }

        Shotcut.SliderSpinner {
            id: opacity

            minimumValue: 0
            maximumValue: 100
            suffix: ' %'
            onValueChanged: {
                if (panel.reading)
                    return ;

                if (keys.checked)
                    filter.set('opacity', value / 100, panel.place());
                else
                    filter.set('opacity', value / 100);
            }
        }

        Shotcut.KeyframesButton {
            id: keys

            onToggled: {
                var value = opacity.value / 100;
                filter.resetProperty('opacity');
                if (checked)
                    filter.set('opacity', value, panel.place());
                else
                    filter.set('opacity', value);
            }
        }

        Item {
            Layout.fillHeight: true
        }
    }

    DropArea {
        anchors.fill: parent
        onDropped: {
            if (!drop.hasUrls)
                return ;

            panel.write('resource', panel.path(drop.urls[0]));
            panel.read();
        }
    }

    Connections {
        function onChanged() {
            panel.read();
        }

        target: filter
    }

    Connections {
        function onPositionChanged() {
            panel.read();
        }

        target: producer
    }
}
