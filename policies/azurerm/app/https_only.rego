# METADATA
# title: Web apps and functions answer over HTTPS only
# description: |
#   With https_only App Service redirects plain HTTP; without it an app answers on port 80 as well. The provider's
#   default is false on every web and function app, also where the portal would switch it on. The ingress of a
#   container app redirects unless allow_insecure_connections is true; one without ingress listens to nobody.
# scope: package
# custom:
#   id: azurerm-app-https-only
#   control: encryption-in-transit
#   severity: high
#   profile: recommended
#   subjects: [azurerm_linux_web_app, azurerm_windows_web_app, azurerm_linux_web_app_slot, azurerm_windows_web_app_slot, azurerm_linux_function_app, azurerm_windows_function_app, azurerm_linux_function_app_slot, azurerm_windows_function_app_slot, azurerm_function_app_flex_consumption, azurerm_app_service, azurerm_app_service_slot, azurerm_function_app, azurerm_function_app_slot, azurerm_container_app]
#   message: "{address} answers over plain HTTP"
#   remediation: Set https_only to true; on a container app leave allow_insecure_connections false.
#   example: |
#     resource "azurerm_linux_web_app" "portal" {
#       https_only = true
#     }
#   peers: [CKV_AZURE_14, CKV_AZURE_70, CKV_AZURE_153, AVD-AZU-0004, "prowler:app_ensure_http_is_redirected_to_https", "kics:web_app_accepting_traffic_other_than_https", FG_R00346]
#   related: [AVD-AZU-0072]
#   documentation:
#     - https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/linux_web_app#https_only-1
#     - https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/container_app#allow_insecure_connections-1
#     - https://learn.microsoft.com/en-us/azure/app-service/overview-tls
package crosswalk.policies.azurerm.app.https_only

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_apps := [
	"azurerm_linux_web_app", "azurerm_windows_web_app", "azurerm_linux_web_app_slot", "azurerm_windows_web_app_slot",
	"azurerm_linux_function_app", "azurerm_windows_function_app", "azurerm_linux_function_app_slot",
	"azurerm_windows_function_app_slot", "azurerm_function_app_flex_consumption", "azurerm_app_service",
	"azurerm_app_service_slot", "azurerm_function_app", "azurerm_function_app_slot",
]

_insecure := ["ingress", 0, "allow_insecure_connections"]

verdicts contains verdict.on(app, ["https_only"], tri.is_true(tri.at(app, ["https_only"]))) if {
	some app in model.of_types(_apps)
}

verdicts contains _container(app) if {
	some app in model.of_type("azurerm_container_app")
}

_container(app) := verdict.not_applicable(app, "no-ingress") if {
	tri.empty(tri.at(app, ["ingress"])) == "yes"
} else := verdict.on(app, _insecure, tri.flip(tri.is_true(tri.at(app, _insecure))))
