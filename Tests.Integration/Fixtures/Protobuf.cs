namespace Tests.Fixtures;

/// <summary>Reads the fields of a protocol-buffers message (protobuf.dev, Encoding), without knowing what they mean.</summary>
internal static class Protobuf
{
    /// <summary>The length-delimited fields of that number: texts, bytes and messages.</summary>
    /// <exception cref="InvalidDataException">It is no such message.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int number)
    {
        while (!message.IsEmpty)
        {
            var tag = ReadNumber(ref message);
            var length = (tag & 7) switch
            {
                0 => SkipNumber(ref message),
                1 => 8,
                2 => (int)ReadNumber(ref message),
                5 => 4,
                var type => throw new InvalidDataException($"Wire type {type}."),
            };
            if ((tag & 7) == 2 && tag >> 3 == (ulong)number)
                yield return message[..length];
            message = message[length..];
        }
    }

    private static int SkipNumber(ref ReadOnlyMemory<byte> message)
    {
        ReadNumber(ref message);
        return 0;
    }

    private static ulong ReadNumber(ref ReadOnlyMemory<byte> message)
    {
        var bytes = message.Span;
        var number = 0UL;
        for (var place = 0; ; place++)
        {
            number |= (ulong)(bytes[place] & 0x7f) << (7 * place);
            if (bytes[place] < 0x80)
            {
                message = message[(place + 1)..];
                return number;
            }
        }
    }
}
