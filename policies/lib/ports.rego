# METADATA
# title: Ports of data stores, queues and clinical protocols
package crosswalk.lib.ports

# METADATA
# title: What listens on a port by convention (IANA, vendors' defaults; 2575 is MLLP, 104 and 11112 DICOM, 4242 and 8042 Orthanc)
names := {
	"104": "DICOM", "1433": "SQL Server", "1521": "Oracle", "2575": "HL7 MLLP", "3306": "MySQL", "4242": "Orthanc DICOM",
	"5432": "PostgreSQL", "5672": "AMQP", "6379": "Redis", "8042": "Orthanc", "9092": "Kafka", "9200": "Elasticsearch",
	"9300": "Elasticsearch", "11112": "DICOM", "15672": "RabbitMQ management", "27017": "MongoDB",
}
