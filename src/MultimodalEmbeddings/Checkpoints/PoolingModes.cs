using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// The pooling mode in the <c>config.json</c> of a Pooling module: a string or list in newer releases, flags in older ones.
/// </summary>
internal static class PoolingModes
{
    private const string NewKey = "pooling_mode";

    /// <summary>
    /// Each flag of the older form, with the mode's name in the newer one and whether it is on where the flag is absent.
    /// </summary>
    private static readonly (string Flag, string Mode, bool IfAbsent)[] Flags =
    [
        ("pooling_mode_cls_token", "cls", false),
        ("pooling_mode_max_tokens", "max", false),
        ("pooling_mode_mean_tokens", "mean", true),
        ("pooling_mode_mean_sqrt_len_tokens", "mean_sqrt_len_tokens", false),
        ("pooling_mode_weightedmean_tokens", "weightedmean", false),
        ("pooling_mode_lasttoken", "lasttoken", false),
    ];

    /// <summary>The modes that are supported, as <c>pooling_mode</c> names them.</summary>
    public static IReadOnlyList<string> Supported { get; } = ["cls", "mean", "max"];

    /// <exception cref="CheckpointException">
    /// The file is broken, or asks for several modes or one that is not supported yet.
    /// </exception>
    public static string Read(string poolingFile)
    {
        var fields = JsonFields.Read(poolingFile);
        string[] modes = fields.TryGet(NewKey, out var value) ? [.. Listed(poolingFile, value)] : [.. Flagged(fields)];
        return modes is [var mode] && Supported.Contains(mode)
            ? mode
            : throw new CheckpointException(
                poolingFile,
                $"asks for the pooling '{string.Join(", ", modes)}', which is not supported yet;"
                + $" one of {string.Join(", ", Supported)} is.");
    }

    /// <summary>The older form for one mode, which every release reads.</summary>
    public static void WriteFlags(Utf8JsonWriter writer, string mode)
    {
        foreach (var (flag, flagMode, _) in Flags)
        {
            writer.WriteBoolean(flag, flagMode == mode);
        }
    }

    private static IEnumerable<string> Listed(string poolingFile, JsonElement value) =>
        (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : Enumerable.Repeat(value, 1))
        .Select(mode => JsonFields.TextOf(poolingFile, NewKey, mode));

    private static IEnumerable<string> Flagged(JsonFields fields) =>
        Flags.Where(flag => fields.Flag(flag.Flag, flag.IfAbsent)).Select(flag => flag.Mode);
}
