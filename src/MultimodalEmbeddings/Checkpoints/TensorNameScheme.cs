namespace MultimodalEmbeddings.Checkpoints;

/// <summary>A family's names of modules; those not listed are the canonical ones.</summary>
/// <param name="layers">What stands before the number of a layer in a file.</param>
/// <param name="outside">Modules outside the layers.</param>
/// <param name="within">Modules of a layer, by what follows its number.</param>
internal sealed class TensorNameScheme(
    string layers, (string Canonical, string Stored)[] outside, (string Canonical, string Stored)[] within)
{
    public const string CanonicalLayers = "encoder.layer.";

    private readonly Direction _toCanonical = new(
        layers, CanonicalLayers, outside.ToDictionary(pair => pair.Stored, pair => pair.Canonical),
        within.ToDictionary(pair => pair.Stored, pair => pair.Canonical));

    private readonly Direction _toStored = new(
        CanonicalLayers, layers, outside.ToDictionary(pair => pair.Canonical, pair => pair.Stored),
        within.ToDictionary(pair => pair.Canonical, pair => pair.Stored));

    public string ToCanonical(string stored) => _toCanonical.Translate(stored);

    public string ToStored(string canonical) => _toStored.Translate(canonical);

    private sealed record Direction(
        string FromLayers, string ToLayers, Dictionary<string, string> Outside, Dictionary<string, string> Within)
    {
        public string Translate(string name)
        {
            var parameter = Math.Max(name.LastIndexOf('.'), 0); // where ".weight" or ".bias" begins
            if (!name.StartsWith(FromLayers, StringComparison.Ordinal))
            {
                return Renamed(Outside, name[..parameter]) + name[parameter..];
            }

            var module = name.IndexOf('.', FromLayers.Length) + 1; // where what follows the layer's number begins
            return module == 0 || module > parameter
                ? name
                : ToLayers + name[FromLayers.Length..module] + Renamed(Within, name[module..parameter]) + name[parameter..];
        }

        private static string Renamed(Dictionary<string, string> names, string module) => names.GetValueOrDefault(module, module);
    }
}
