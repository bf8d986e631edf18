using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>Code points to UTF-16, without a string in between.</summary>
internal static class RuneAppending
{
    public static StringBuilder AppendRune(this StringBuilder output, int codePoint)
    {
        if (codePoint < 0x10000)
        {
            return output.Append((char)codePoint);
        }

        var offset = codePoint - 0x10000;
        return output.Append((char)(0xD800 + (offset >> 10))).Append((char)(0xDC00 + (offset & 0x3FF)));
    }
}
