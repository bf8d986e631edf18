using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>Normalization forms of Unicode 12.1, as Python's tokenizers know them.</summary>
/// <remarks>
/// .NET's own follow the machine's ICU. Unicode Standard Annex #15; Hangul by the arithmetic of the standard's section 3.12.
/// </remarks>
internal static class CanonicalForm
{
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TrailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TrailCount;

    /// <summary>Form D, or KD, as code points.</summary>
    public static List<int> Decompose(string text, bool isCompatible = false)
    {
        var output = new List<int>(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (isCompatible && CompatibilityMappings.Decomposition[rune.Value] is { } parts)
            {
                output.AddRange(parts);
                continue;
            }

            AppendDecomposed(output, rune.Value);
        }

        Reorder(output);
        return output;
    }

    /// <summary>Form C, or KC, of decomposed code points; the list is used as working space.</summary>
    public static List<int> Compose(List<int> points) => points[..ComposeInPlace(points)];

    public static string ToText(List<int> points)
    {
        var output = new StringBuilder(points.Count);
        foreach (var codePoint in points)
        {
            output.AppendRune(codePoint);
        }

        return output.ToString();
    }

    /// <summary>The length, in UTF-16, of form KD.</summary>
    public static int LengthInFormKD(string text) =>
        Ascii.IsValid(text) ? text.Length : Decompose(text, isCompatible: true).Sum(point => new Rune(point).Utf16SequenceLength);

    private static void AppendDecomposed(List<int> output, int codePoint)
    {
        if (codePoint is >= SyllableBase and < SyllableBase + SyllableCount)
        {
            var index = codePoint - SyllableBase;
            output.Add(LeadBase + index / (VowelCount * TrailCount));
            output.Add(VowelBase + index % (VowelCount * TrailCount) / TrailCount);
            AddTrail(output, index % TrailCount);
            return;
        }

        if (CanonicalMappings.Decomposition[codePoint] is { } parts)
        {
            output.AddRange(parts);
            return;
        }

        output.Add(codePoint);
    }

    private static void AddTrail(List<int> output, int trail)
    {
        if (trail > 0)
        {
            output.Add(TrailBase + trail);
        }
    }

    /// <summary>Sorts each run of marks by combining class and keeps the order within a class.</summary>
    private static void Reorder(List<int> points)
    {
        var start = 0;
        while (start < points.Count)
        {
            var end = start;
            while (end < points.Count && CanonicalMappings.CombiningClass[points[end]] != 0)
            {
                end++;
            }

            SortMarks(points, start, end);
            start = end + 1;
        }
    }

    private static void SortMarks(List<int> points, int start, int end)
    {
        if (end - start < 2)
        {
            return;
        }

        // LINQ's sort is stable and takes n log n steps: a hostile text may be one long run of marks.
        var sorted = points.GetRange(start, end - start).OrderBy(point => CanonicalMappings.CombiningClass[point]).ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            points[start + i] = sorted[i];
        }
    }

    /// <returns>How many code points are left at the beginning of the list.</returns>
    private static int ComposeInPlace(List<int> points)
    {
        var starter = -1;
        var length = 0;
        var lastClass = 0;
        foreach (var point in points.ToArray())
        {
            var combiningClass = CanonicalMappings.CombiningClass[point];
            var isBlocked = length - starter > 1 && lastClass >= combiningClass;
            if (starter >= 0 && !isBlocked && TryCompose(points[starter], point, out var composed))
            {
                points[starter] = composed;
                continue;
            }

            starter = combiningClass == 0 ? length : starter;
            lastClass = combiningClass;
            points[length++] = point;
        }

        return length;
    }

    private static bool TryCompose(int first, int second, out int composed)
    {
        var lead = first - LeadBase;
        var vowel = second - VowelBase;
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
        {
            composed = SyllableBase + (lead * VowelCount + vowel) * TrailCount;
            return true;
        }

        var syllable = first - SyllableBase;
        var trail = second - TrailBase;
        if (syllable is >= 0 and < SyllableCount && syllable % TrailCount == 0 && trail is > 0 and < TrailCount)
        {
            composed = first + trail;
            return true;
        }

        return CanonicalMappings.Composition.TryGetValue((first, second), out composed);
    }
}
