/* SPDX-License-Identifier: LGPL-2.1-or-later */
import QtQuick 2.0
import org.shotcut.qml 1.0

Metadata {
    type: Metadata.Filter
    name: qsTr("Spacecraft Telemetry")
    keywords: 'space rocket flight telemetry altitude velocity speed phase overlay'
    mlt_service: 'telemetry'
    qml: 'ui.qml'

    keyframes {
        allowAnimateIn: false
        allowAnimateOut: false
        parameters: [
            Parameter {
                name: qsTr('Opacity')
                property: 'opacity'
                isCurve: true
                minimum: 0
                maximum: 1
            }
        ]
    }
}
