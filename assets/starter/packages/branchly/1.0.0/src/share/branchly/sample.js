globalThis.branchlySample = `{
  "station": "Nordhaven harbor",
  "position": { "latitude": 54.7412, "longitude": 18.0931, "height_m": 3.5 },
  "serial": 90071992547409931,
  "online": true,
  "maintainer": null,
  "sensors": [
    {
      "id": "air-1",
      "kind": "temperature",
      "unit": "degC",
      "readings": [
        { "at": "2026-11-02T06:00:00Z", "value": 6.10 },
        { "at": "2026-11-02T06:10:00Z", "value": 6.25 },
        { "at": "2026-11-02T06:20:00Z", "value": 6.40 }
      ]
    },
    {
      "id": "sea-1",
      "kind": "water level",
      "unit": "m",
      "readings": [
        { "at": "2026-11-02T06:00:00Z", "value": 4.98 },
        { "at": "2026-11-02T06:10:00Z", "value": 5.01 }
      ],
      "alarm": { "above": 6.2, "notify": ["harbor master", "pilot boat"] }
    },
    { "id": "wind-1", "kind": "wind", "unit": "m/s", "readings": [] }
  ],
  "notes": {
    "first line": "Mast repainted in spring.",
    "calibrated": "2026-04-18"
  }
}
`
